"""``fupan eval``: golden cases, scores, records, baselines."""
