"""The month page under real clicks and keys."""
