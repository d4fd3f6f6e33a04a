"""A site of static files: pages for people, JSON for programs, for any web server or none."""
