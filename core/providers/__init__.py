"""Gateways: what carries texts to phones, and how each of them treats an opt-out."""
