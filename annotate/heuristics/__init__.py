"""Heuristics: a folder per layer, a file per idea. Nothing here needs a model or the network."""
