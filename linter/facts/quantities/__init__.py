"""Figures in text as values in base units, so that “14 days” and “two weeks” are the same."""
