"""Pages of a quiz, open to guests: what they start is theirs by the key in their session."""
