"""What stands around an article: layouts, themes, root components, settings and parts that a server puts in."""
