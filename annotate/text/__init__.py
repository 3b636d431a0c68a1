"""Text as the rules see it: canonical once, then tokens, sentences, quotations and gazetteers over code points."""
