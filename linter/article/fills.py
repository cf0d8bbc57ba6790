"""The private characters that stand for template syntax while an article is read; no message ever prints them."""

OBJECT_FILL = "\ue000"
"""Stands for what prints something: read as one object."""

NOTHING_FILL = "\ue001"
"""Stands for what prints nothing."""
