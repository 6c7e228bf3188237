"""Renderers: Deck → files, one format per file; no renderer knows another."""
