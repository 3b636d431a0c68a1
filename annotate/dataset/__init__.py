"""Annotated articles as a Hugging Face dataset: Parquet, a README that says everything, splits that never move."""
