"""The texts of a stand-off release brought back from a reader's own copies."""
