"""What the window shows, as frozen states behind QtCore objects; no widget here."""
