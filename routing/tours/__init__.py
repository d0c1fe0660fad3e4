"""Day routes by OR-Tools."""
