"""YAML with places and limits, where the shipped data lies, and its parsed copy."""
