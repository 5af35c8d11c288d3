class DomainError(Exception):
    """A refusal in words for the person, naming the mend."""
