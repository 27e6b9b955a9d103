"""Our scores inside other people's evaluation tools: a promptfoo assertion, LangSmith evaluators."""
