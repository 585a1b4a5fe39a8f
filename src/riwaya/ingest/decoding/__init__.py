"""Bytes to text: `decode` opens; `sets` and `letters` tell character sets by their letters, `utf8` and `repairs` put right what was broken."""
