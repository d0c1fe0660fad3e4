"""Coverage and frequency as they are, and as they will be at the end of the month."""
