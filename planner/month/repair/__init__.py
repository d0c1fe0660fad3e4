"""Repairing a month after a change: the fewest calls moved, each with its reason, accepted or rejected one by one."""
