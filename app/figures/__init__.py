"""Figures to take away: drawn in files, and as tables."""
