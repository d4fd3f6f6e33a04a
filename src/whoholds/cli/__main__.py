"""`python -m whoholds.cli` does what `whoholds` does."""

from whoholds.cli import main

main()
