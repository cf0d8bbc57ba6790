"""Whether sentences are whole."""
