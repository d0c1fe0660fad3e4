"""What is kept: the store, its repositories, and the exchange with files."""
