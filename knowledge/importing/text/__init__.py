"""From bytes to the lines that dialects read: decoded, repaired, each with its origin, and what a line can be by itself."""
