"""Reports of a batch evaluation: one HTML page, JUnit XML, one run against another."""
