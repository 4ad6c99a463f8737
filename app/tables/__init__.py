"""Tables as people have them: text in some encoding and dialect, read into numbers; what cannot be read is listed."""
