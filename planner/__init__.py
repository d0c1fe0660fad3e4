"""The business: its words, rules and solvers. No files, no network, no clock, no screen."""
