"""The history of the tables, run by Alembic when data are opened."""
