"""A proven lower bound on the objective of any plan of a month."""
