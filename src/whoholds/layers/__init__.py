"""The regions, and the control layers: where a line ran on a day, who says so, how precisely."""
