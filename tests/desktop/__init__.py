"""Tests of the two doors and what stands behind them."""
