"""Practice: what a deck holds, what a card shows, when it returns, and who may see which answers."""
