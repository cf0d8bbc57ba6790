"""What a repository adds around its articles: layouts, shortcodes, includes, components and redirect tables."""
