"""What the annotations of several people, and of the machine, say about each other."""
