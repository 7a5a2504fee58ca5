"""The textbank library: opt-out rules and the texts around them; it knows nothing of terminals."""
