"""Which language an article is in, and the words of that language."""
