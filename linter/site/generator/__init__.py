"""Site generators: which one a repository uses, and where it keeps templates, themes, settings and data."""
