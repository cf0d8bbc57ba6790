"""Templates of Hugo, followed with the values of one article."""
