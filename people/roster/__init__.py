"""Reading a roster file, planning what it would change, and carrying the plan out."""
