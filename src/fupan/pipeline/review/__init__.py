"""The review of a text: sections found, chains read, points given, reasons told."""
