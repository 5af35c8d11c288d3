class Refused(Exception):
    """A backup or a restore that does not go on, in words that name the mend."""
