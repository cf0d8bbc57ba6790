"""Redirects from a site's own paths to other hosts, in every form in which a site keeps them."""
