"""The year of a group: the first meeting, going on together, the end, the certificate."""
