"""Articles as tasks and people's results as annotations: each direction the other's inverse."""
