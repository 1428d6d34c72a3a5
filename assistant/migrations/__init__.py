"""How the database of the application comes to have its tables."""
