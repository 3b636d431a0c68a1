"""A whole corpus out of a server and into another: the same records come back."""
