"""The summary of a story: at most eight sentences, made from its entries."""
