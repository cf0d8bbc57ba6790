"""Questions and answers, however they are written, and the markup that repeats them for search engines."""
