"""Which files of a site are articles, and which are not."""
