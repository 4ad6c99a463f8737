"""Every statement of theory that is drawn over measurement: one module each, named after its kind."""
