"""Checks of one house, found by affilint through the entry points of this package."""
