"""rules/**/*.yml -> rules and packs. Every mistake is a DataError with file, line and column."""
