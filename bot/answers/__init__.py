"""Hits → Answer; Knowledge → cards."""
