"""The search over shifts on flat arrays, compiled: the same moves as the plain search at many times its speed."""
