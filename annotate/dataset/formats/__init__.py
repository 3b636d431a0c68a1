"""The gold in other tools' formats: one file a format, each with a count of what it cannot hold."""
