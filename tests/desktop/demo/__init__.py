"""Tests of desktop/demo."""
