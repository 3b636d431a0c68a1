"""What CI asks: whether records, label configs, contracts and datasets are what the scheme says."""
