"""A month changed by hand: moved, added, taken out, locked; times recomputed, rules asked, nothing forbidden."""
