"""What `manage.py doctor` looks at: one line each, with the cure.

Each part answers findings about its noun and changes nothing. It sees the database as
whichever of the roles the environment gives; what that does not show, it says.
"""
