"""The two doors of the program: the command line and the window."""
