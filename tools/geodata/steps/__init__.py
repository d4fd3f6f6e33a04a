"""The steps of the build, a module per idea; build.py beside this folder calls them in order."""
