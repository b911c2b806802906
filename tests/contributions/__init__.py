"""What readers send."""
