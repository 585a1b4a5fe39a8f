"""What leaves Riwaya for people and other tools: one module per form."""
