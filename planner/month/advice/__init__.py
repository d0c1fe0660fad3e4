"""Answers about a plan: why not, why here, where best, and who instead; every answer tested."""
