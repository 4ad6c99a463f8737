"""The sets that are made, one module each."""
