"""Label Studio: the labelling pages, the server, and both directions of the round trip."""
