"""The customers page: the list with its filters, the picture of potential and support, and one customer's details."""
