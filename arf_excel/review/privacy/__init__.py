"""Cells in which something about one person seems to stand: which cell and what kind, never the words."""
