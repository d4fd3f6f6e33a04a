"""Several control layers side by side, never averaged."""
