"""Tests of the week page."""
