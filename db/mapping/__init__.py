"""Where rows and frozen values meet: the only code that knows both."""
