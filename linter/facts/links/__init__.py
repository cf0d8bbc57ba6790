"""Which addresses pay somebody, and through which programme."""
