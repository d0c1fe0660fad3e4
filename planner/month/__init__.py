"""A rep's month: the frozen problem, the rules, the solver."""
