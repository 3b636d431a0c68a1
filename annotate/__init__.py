"""news-annotate: news articles in, corrected spans for actors, quantities and stance out as a Hugging Face dataset."""
