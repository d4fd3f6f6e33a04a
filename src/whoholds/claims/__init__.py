"""Published figures, and the rule that judges them."""
