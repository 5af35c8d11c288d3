"""Mails written by hand, to try the programs with: each part as bytes on the line."""

AMSTERDAM = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:20250330T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""
# As files were before: Outlook passes lists over.
LISTED = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:20260329T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RDATE:20270328T020000,20280326T020000
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RDATE:20261025T030000,20271031T030000
END:STANDARD
END:VTIMEZONE
"""
READER = "anna@firm.example"
ORGANISER = "meetings@firm.example"
FROM_CLOCKS = ";TZID=Europe/Amsterdam:"


def event(
    start="20270107T160000",
    end="20270107T180000",
    *more,
    uid="one@crossmentor",
    sequence=0,
    stamp="20261109T100000Z",
    title="Water",
    organiser=ORGANISER,
    guests=(READER,),
):
    """An appointment, of two hours on Thursday 7 January unless said otherwise."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{stamp}",
        f"SUMMARY:{title}",
        f"DTSTART{FROM_CLOCKS}{start}",
        f"DTEND{FROM_CLOCKS}{end}",
        *more,
        f'ORGANIZER;CN="Water":mailto:{organiser}',
        *(f"ATTENDEE;CN=Anna;RSVP=FALSE:mailto:{guest}" for guest in guests),
        "END:VEVENT",
    ]
    return "".join(f"{line}\n" for line in lines)


def instead(of, start, end, *more, **given):
    """What is held at another moment than the rule says."""
    return event(start, end, f"RECURRENCE-ID{FROM_CLOCKS}{of}", *more, **given)


def calendar(*events, method="REQUEST", zone=AMSTERDAM):
    said = f"METHOD:{method}\n" if method else ""
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//by hand//EN\n{said}"
    return f"{head}{zone}{''.join(events)}END:VCALENDAR\n"


def alternative(content, method="REQUEST", more=""):
    head = f'Content-Type: text/calendar; charset="utf-8"; method={method}\n{more}'
    return f"{head}Content-Transfer-Encoding: 8bit\n\n{content}"


def mail(*alternatives, attached=()):
    """A whole message with a text, these alternatives, and files beside them."""
    text = 'Content-Type: text/plain; charset="utf-8"\n\nHello Anna\n'
    parts = "".join(f"--inner\n{one}\n" for one in (text, *alternatives))
    files = "".join(f"--outer\n{one}\n" for one in attached)
    message = (
        "Subject: A meeting\nFrom: meetings@firm.example\nTo: anna@firm.example\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="outer"\n\n'
        '--outer\nContent-Type: multipart/alternative; boundary="inner"\n\n'
        f"{parts}--inner--\n{files}--outer--\n"
    )
    return message.replace("\n", "\r\n").encode()


def invitation(*events, **given):
    """A mail that asks for one appointment, or calls it off by `method`."""
    method = given.get("method", "REQUEST")
    return mail(alternative(calendar(*events, **given), method))


def cancellation(**given):
    return invitation(event(**given), method="CANCEL")
