"""The API: one router a module."""
