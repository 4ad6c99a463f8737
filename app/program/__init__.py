"""An experiment as a program of its own: the mathematics of the core, copied out of its source."""
