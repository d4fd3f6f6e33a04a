"""Folders to be published whole: a data package, and, in site/, a site."""
