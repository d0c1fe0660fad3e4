"""The tables, as SQLAlchemy typed rows: how values lie in a file or on a server."""
