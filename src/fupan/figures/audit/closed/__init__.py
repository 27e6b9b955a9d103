"""The second look of an audit: a text that explains nearly all of its own figures is held to explain the rest."""
