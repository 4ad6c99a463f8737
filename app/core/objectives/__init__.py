"""Every objective: one module each, named after its kind."""
