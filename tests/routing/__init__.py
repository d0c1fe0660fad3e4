"""Travel and tours, tested."""
