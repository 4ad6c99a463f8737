"""Every penalty: one module each, named after its kind."""
