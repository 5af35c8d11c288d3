"""One-on-ones of mentor and mentee, their points, and the hours of a mentor."""
