"""Day routes, tested."""
