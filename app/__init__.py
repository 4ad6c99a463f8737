"""Losscope: a web lab for losses that have corners."""

__version__ = "0.1.0"
