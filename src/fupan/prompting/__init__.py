"""Templates and prompts: loading them from files, rendering messages for an llm."""
