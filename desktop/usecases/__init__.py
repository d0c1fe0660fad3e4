"""One file per thing a user can do, with no screen in it: the window and the command line call the same files."""
