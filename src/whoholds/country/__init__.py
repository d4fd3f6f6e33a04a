"""What is known of the country itself: regions, lines, settlements, places, named parts."""
