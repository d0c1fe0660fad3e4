"""What is printed and shared: day sheets, week sheets, messages."""
