"""A session gone through together: cases, a method step by step, its clock."""
