"""The pages: rendered on the server, one module each."""
