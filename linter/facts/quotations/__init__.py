"""Quotation marks and apostrophes: what each does, which pair up, and who is quoted."""
