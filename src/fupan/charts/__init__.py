"""Charts 图表: which facts of a section make a picture, what it shows, and where everything stands in it."""
