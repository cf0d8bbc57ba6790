"""affilint, a linter that parses affiliate articles as readers see them and reports violations of publishing rules."""

__version__ = "0.1.0"
