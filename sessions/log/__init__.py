"""What is left of a session: its log, who was there, actions, what each takes along."""
