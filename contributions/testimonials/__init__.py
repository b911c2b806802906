"""What readers say an entry did for them: sent with consent, read by a moderator, shown until taken back."""
