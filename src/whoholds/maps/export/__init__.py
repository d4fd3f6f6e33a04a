"""Files of zones that take a library of their own: workbooks and TopoJSON."""
