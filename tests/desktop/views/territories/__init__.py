"""Tests of the territories page."""
