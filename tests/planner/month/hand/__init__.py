"""Tests of the month changed by hand."""
