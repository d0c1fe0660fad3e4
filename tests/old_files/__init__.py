"""Files as earlier releases wrote them, and how they were made."""
