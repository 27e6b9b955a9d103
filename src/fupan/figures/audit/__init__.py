"""A document held against itself: stated rates, gaps, shares, sums and changes recomputed from its other figures."""
