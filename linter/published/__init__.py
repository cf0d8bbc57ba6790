"""What readers get: the pages that a site's generator built, beside the sources of its articles."""
