"""Tests of desktop/usecases."""
