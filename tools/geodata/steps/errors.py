"""The one error of the build: it says what, where, expected, found and how to mend."""


class BuildError(Exception):
    """A step of the build cannot go on.

    Parameters
    ----------
    what : str
        What failed, with the file or record it failed on.
    expected, found : str
        What the step needed and what it met instead.
    mend : str
        What the person at the keyboard can do next.
    """

    def __init__(self, what: str, expected: str, found: str, mend: str) -> None:
        super().__init__(f"{what}\n  expected: {expected}\n  found:    {found}\n  to mend:  {mend}")
