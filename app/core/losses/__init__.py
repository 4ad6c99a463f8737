"""Every loss: one module each, named after its kind."""
