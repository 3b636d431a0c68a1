"""The formats that can be read back, for `annotate ingest`, which starts before it could ask the catalogue."""

READ = ("brat", "w3c")
