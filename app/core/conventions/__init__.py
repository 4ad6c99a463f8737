"""Every convention at the kink: one module each, named after its kind."""
