"""The languages of templates: parsers, the one list of nodes they all become, and the values of their expressions."""
