"""affilint reads an article as its reader would and says where it breaks the rules of affiliate publishing."""

__version__ = "0.1.0"
