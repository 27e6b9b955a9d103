"""Logic patterns: which step of a chain a note or a sentence carries. Pure."""
