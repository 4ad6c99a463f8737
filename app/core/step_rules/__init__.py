"""Every step rule: one module each, named after its kind."""
