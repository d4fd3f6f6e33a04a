"""Maps. Folium is imported in this package alone."""
