"""Regions cut by a control layer and by parts: the atoms of every map and figure."""
