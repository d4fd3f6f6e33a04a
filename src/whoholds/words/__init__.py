"""The words of the interface, and numbers and days as its readers write them."""
