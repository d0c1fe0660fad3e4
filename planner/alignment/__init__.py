"""Territory alignment: which rep looks after which hospitals, balanced, compact, in one piece, and with a proven gap."""
