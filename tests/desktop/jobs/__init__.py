"""Tests of desktop/jobs."""
