"""Big lists as Qt item models, sorted and filtered without delay."""
