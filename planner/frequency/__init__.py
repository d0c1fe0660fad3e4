"""What customers are owed, whether a month can hold it, and who gives way when it cannot."""
