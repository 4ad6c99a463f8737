"""What is answered, as plain values and arrays: the API encodes it, the pages render it."""
