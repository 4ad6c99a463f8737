"""Named sets of data: classics by their source, generated ones by a formula and a seed.

Each TOML file of this folder is a classic, each module of `generators/` makes a set.
"""
