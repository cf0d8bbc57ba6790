"""What templates print when they are expanded through everything that they call: links and disclosures."""
