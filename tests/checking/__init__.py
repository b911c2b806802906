"""What a machine says about entries before people read them."""
