"""What speed is measured with: each module prints one table."""
