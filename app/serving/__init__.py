"""What stands between a socket and the application: the server, and one ASGI layer a file."""
