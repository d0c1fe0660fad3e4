"""Field days: public holidays with shifted working days, leave, office days, half days."""
