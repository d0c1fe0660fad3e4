"""Figures of the window."""
