"""One version of everything that answers, and the store that swaps it whole."""
