"""The formats' names, for those who only ask which there are."""

WRITTEN = ("conll", "docbin", "brat", "polnear", "w3c")
READ = ("brat", "w3c")
