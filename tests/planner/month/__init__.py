"""The rep's month, tested."""
