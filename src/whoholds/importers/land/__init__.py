"""From features to the land that is held: placed, repaired, put together, of one day."""
