"""Read the code of a site by its text alone: values, addresses, small functions, imports. Nothing is run."""
