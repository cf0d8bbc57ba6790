"""Runs over paths: file discovery, parallel checking, the result cache, baselines and fixing."""
