"""Benchmarks of territory alignment on published instances."""
