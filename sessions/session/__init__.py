"""One session: when, where and of what kind; who is in its circle, and who can come."""
