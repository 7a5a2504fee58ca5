"""Makes what the documents show of the running app: their pictures and the table of keys."""
