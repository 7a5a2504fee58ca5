"""How people ask in other languages than English: a file each, with its words and rules.

Vocabulary is written without accents and apostrophes, as texts are folded.
"""
