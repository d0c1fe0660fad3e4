"""Tests of planner.month.bound."""
