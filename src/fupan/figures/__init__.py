"""Figures 数字: from text to mentions, and from mentions to the facts they speak of. Pure."""
