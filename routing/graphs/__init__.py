"""Walking inside a hospital as a graph."""
