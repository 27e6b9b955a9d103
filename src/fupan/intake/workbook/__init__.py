"""Workbooks (.xlsx, .csv) as fact sheets: cells read, tables found, columns understood, every value with its cell."""
