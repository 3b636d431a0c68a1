"""Splits that never leak and never move."""
