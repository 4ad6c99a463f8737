"""The mathematics: pure functions of an experiment, without web, I/O, clock or global random state."""
