"""Every method: one module each, named after its kind."""
