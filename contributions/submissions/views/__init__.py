"""What readers meet: the forms by which entries are sent and corrected, and the pages of what was sent."""
