"""Extractors: annotations → claims, one rule per file, listed in order in RULES."""
