"""What it comes to: areas, people, places and lengths, with what to compare them with."""
