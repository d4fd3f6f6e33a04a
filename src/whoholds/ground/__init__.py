"""What everything stands on: faults, readers of edited files, files written whole."""
