"""Paid links that only the whole site shows: hosts, own redirects, codes and ids that recur."""
