"""Readers: file → Document, one format per file."""
