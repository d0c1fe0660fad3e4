"""Maps without a network: where the ground under the points comes from, and how it is painted."""
