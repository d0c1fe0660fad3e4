"""From potential and support to a tier, and from tiers to what a forecast needs."""
