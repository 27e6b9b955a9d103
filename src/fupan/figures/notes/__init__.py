"""Notes: their figures as sources, and what two values of one note give."""
