"""What readers send: submissions and corrections, voices, letters. Each is a package of its own, which can be
read without the others."""
