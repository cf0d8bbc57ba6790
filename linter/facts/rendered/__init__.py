"""What a browser shows of a page: where its affiliate links and disclosures are, and whether a reader sees them."""
