"""Tests of desktop/language."""
