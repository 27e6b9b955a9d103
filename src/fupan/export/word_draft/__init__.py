"""A draft as a Word document: cover, contents, headings, tables, charts, findings as comments, sources."""
