"""The edge to files: one small module per format, between files and plain data; none knows a plan."""
