"""The map: a native slippy map and the page around it."""
