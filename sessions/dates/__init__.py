"""The dates of a group: voted on, planned as a series, moved and called off."""
