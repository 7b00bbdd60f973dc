"""What only a checkout does: set-up, tests, building."""
