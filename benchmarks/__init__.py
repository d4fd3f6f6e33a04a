"""Side by side with what a user would use instead: ratios of one run, never timed tests."""
