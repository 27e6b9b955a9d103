"""Weak writing: words that sound and tell nothing, one kind a file. Pure; spans are code points of the text."""
