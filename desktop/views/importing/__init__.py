"""The import page: a file is looked at, put right and only then written."""
