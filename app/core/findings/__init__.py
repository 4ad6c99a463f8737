"""Every finding: one module each, named after its kind."""
