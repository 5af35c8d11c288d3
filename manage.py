#!/usr/bin/env python
"""Runs a management command with the database role that the command needs."""

import os
import sys

# Only these touch the schema, the keys of everybody or who lets people in; everything else runs as the web role, under the policies.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "create_roles",
    "add_master_key",
    "rotate_master_keys",
    "connect_single_sign_on",
    "disconnect_single_sign_on",
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    process = "owner" if command in OWNER_COMMANDS else "web"
    os.environ.setdefault("CROSSMENTOR_PROCESS", process)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
