"""A corpus in portions: read, proven and made into record batches apart, in as many processes as there are."""
