"""Ketenwerk: software for a care chain around sex work. Start reading in README.md of each package."""
