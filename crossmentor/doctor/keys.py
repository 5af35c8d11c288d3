"""The master keys open what the database keeps."""

from django.conf import settings

from crossmentor.doctor.finding import fail, ok, warn
from crossmentor.doctor.sight import Sight
from spaces.marks import state_of_keys

CURES = {
    "wrong": "Configure the key that was there before; no process starts with this one.",
    "unmarked": "If it is a new one, run `manage.py add_master_key {0}`; "
    "else take it out of MASTER_KEYS.",
    "absent": "Add it to MASTER_KEYS again, after the first one: its texts stay closed.",
}


def findings(sight: Sight):
    if not settings.MASTER_KEYS:
        yield warn(
            "This run was given no master key, so none could be tried.",
            "Run it where the pages run, or set MASTER_KEYS.",
        )
        return
    for state in state_of_keys():
        name = f"Master key {state.name} ({state.fingerprint or 'not known'})"
        if state.fault:
            yield fail(
                f"{name} is {state.fault}; {state.spaces} spaces lie under it.",
                CURES[state.fault].format(state.name),
            )
        else:
            yield ok(f"{name} opens its mark; {state.spaces} spaces lie under it.")
