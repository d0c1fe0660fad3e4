"""Work in other processes: progress, cancel, hard stop, and no crash that takes the program with it."""
