#!/usr/bin/env python
"""Runs a management command with the database role that the command needs."""

import os
import sys

# Only these touch the schema, the keys of everybody or who lets people in; everything else runs as the web role, under the policies.
OWNER_COMMANDS = {
    "migrate",
    "adopt_database",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "create_roles",
    "add_master_key",
    "backup",
    "restore",
    "key_sheet",
    "rotate_master_keys",
    "connect_single_sign_on",
    "disconnect_single_sign_on",
    "seal_anew",
}


# As whom the doctor looks: the first that is given; on servers of our own the owner.
DOCTORS = {
    "owner": "DATABASE_URL_OWNER",
    "web": "DATABASE_URL",
    "worker": "DATABASE_URL_WORKER",
}


def process_of(command):
    if command == "doctor":
        given = [who for who, name in DOCTORS.items() if os.environ.get(name)]
        return [*given, "owner"][0]
    # Where the pages run, and the owner's address is not known.
    if command == "key_sheet" and os.environ.get("DATABASE_URL"):
        return "owner" if os.environ.get("DATABASE_URL_OWNER") else "web"
    # Of everybody's calendar, and of what ended: the worker alone reads that.
    if command in ("calendars", "retention"):
        return "worker"
    return "owner" if command in OWNER_COMMANDS else "web"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("CROSSMENTOR_PROCESS", process_of(command))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if command != "doctor":
            raise
        # So far amiss that nothing could be looked at.
        sys.exit(f"FAIL settings   {error}")


if __name__ == "__main__":
    main()
