"""The customers page under real clicks and keys."""
