"""Intake: files of the user into domain types, with errors that name file, line and field."""
