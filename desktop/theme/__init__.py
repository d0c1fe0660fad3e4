"""How the window looks: one spacing scale, one type scale, one palette, light and dark."""
