"""The sample district: believable, deterministic, every person and hospital invented."""
