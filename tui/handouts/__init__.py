"""Hand-outs: a scenario as pictures, a page and a recording, made on a screen that nobody sees."""
