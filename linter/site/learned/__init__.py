"""``affilint.site.yml``: what the pages of a build showed of the site's templates."""
