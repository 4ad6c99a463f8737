"""Every way to find the minimisers: one module each, named after its kind."""
