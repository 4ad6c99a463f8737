"""How large an experiment may be."""

MOST_RUNS = 8
MOST_STEPS = 10_000
MOST_SAMPLES = 1_000
LARGEST = 1e12
"""Bound on data and start, so that nothing computed from them leaves float64."""
FARTHEST_VIEW = 1e13
"""Bound on the ends of a view: what is fitted to such data has room for a margin."""
