"""How people ask in English: words, guards and rules."""
