"""Annotators: Document → annotations, one kind of annotation per file."""
