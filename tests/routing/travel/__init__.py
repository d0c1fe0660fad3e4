"""Tests of travel-time sources."""
