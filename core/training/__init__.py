"""Training: scenarios that show both provider experiences, on simulated phones."""
