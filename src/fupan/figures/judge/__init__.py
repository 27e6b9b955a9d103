"""Judge: each reading held against the facts and notes that its words name."""
