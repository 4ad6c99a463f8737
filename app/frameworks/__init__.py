"""What automatic differentiation answers at kinks: measured answers, beside the true one-sided derivatives."""
