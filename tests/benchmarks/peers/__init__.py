"""Other solvers on a benchmark month beside the product's own engine, all in one run and judged alike."""
