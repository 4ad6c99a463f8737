"""Every named function: one module each, named after its kind."""
