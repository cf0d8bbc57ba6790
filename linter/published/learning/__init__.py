"""What the pages of a build tell of the site's templates: ``affilint learn``."""
