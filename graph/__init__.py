"""The store, the queries and what is computed over their rows."""
