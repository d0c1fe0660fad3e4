"""The rules of a month plan, one named function each; `planner.month.rules` collects them."""
