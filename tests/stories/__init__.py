"""Whole stories, from a file on disk to a checked plan."""
