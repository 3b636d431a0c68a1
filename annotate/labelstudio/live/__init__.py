"""Suggestions while people work: an ML backend over the same heuristics, and what the server tells us."""
