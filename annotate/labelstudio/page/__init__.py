"""The labelling page, made from the scheme: controls, looks, guidelines, lists to pick from."""
