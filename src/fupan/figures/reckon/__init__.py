"""Reckon: figures that facts and values told before give in a step that the words name or leave open."""
