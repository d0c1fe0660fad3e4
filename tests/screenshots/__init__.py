"""Pictures of every page for looking at: both languages, both looks, two sizes."""
