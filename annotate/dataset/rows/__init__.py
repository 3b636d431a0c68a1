"""What the rows of every config are: their columns, as `datasets` and as Arrow name them, and the article behind them."""
