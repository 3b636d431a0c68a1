"""What a dataset says of itself: card, citation, Croissant, charts; every number counted from the data."""
