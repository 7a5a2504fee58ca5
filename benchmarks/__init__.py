"""Measurements of textbank, each beside a floor or a peer in the same run."""
