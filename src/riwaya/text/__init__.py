"""Arabic and Latin text: folding with offsets, sentences, tokens, clitics, inflection, numbers."""
