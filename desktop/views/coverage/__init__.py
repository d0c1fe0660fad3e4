"""The coverage page: requirement and reality by tier, hospital and product, and the visits that still rescue the month."""
