"""The territories page: a manager draws, solves, compares, discusses and publishes alignments."""
