"""Routes: the order of one day's calls by OR-Tools, and shifts that choose and order optional calls."""
