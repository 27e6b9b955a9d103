"""Templates and prompts: loading, validation and rendering."""
