"""The one door for files from outside: they are read in a process of their own, with limits."""
