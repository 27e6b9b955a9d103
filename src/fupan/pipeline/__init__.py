"""From a fact sheet to a checked draft."""
