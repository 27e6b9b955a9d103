"""A draft as PowerPoint slides: cover, contents, a headline and points a slide, native charts and tables, notes."""
