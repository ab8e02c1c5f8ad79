"""The rooms of what people enter and amend by hand."""
