"""The policy of the sales model as a preset, and what makes a policy sound."""
