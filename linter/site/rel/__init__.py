"""What adds ``rel`` to links while a site is built, and which syntax for attributes its Markdown has."""
