"""Rows as files: Parquet whose bytes follow from its rows, in a folder that changes whole or not at all."""
