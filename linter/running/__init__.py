"""Paths -> findings: which files, in how many processes, what is known already, what gets fixed."""
