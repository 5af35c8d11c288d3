"""A certificate as it is printed: one page across, in the language that is active."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.year.certificate import Certificate
from writing.pdf import Pdf

INK, QUIET, LINE = (28, 32, 38), (92, 98, 108), (150, 156, 164)
MARGIN, FRAME = 30, 12


def drawn(certificate: Certificate, person, *, meetings=False, hours=False) -> bytes:
    """The PDF; how many meetings and hours only where they are wanted."""
    page = CertificatePage(orientation="landscape", format="A4")
    programme = certificate.group.programme
    names = person.bare_name, programme.name, programme.organisation.name
    title = _("Certificate")
    page.begin(title=f"{title}: {person.bare_name}", signs="".join(names))
    page.line_of(title, size=34, above=34)
    page.line_of(person.bare_name, size=28, above=18)
    sentence = _("led a mentor group, as a mentor, in the programme")
    if not certificate.is_mentor:
        sentence = _("took part, as a mentee in a mentor group, in the programme")
    page.line_of(sentence, size=14, above=6, colour=QUIET)
    page.line_of(programme.name, size=20, above=4)
    page.line_of(programme.organisation.name, size=14, above=1, colour=QUIET)
    page.line_of(_period(certificate), size=14, above=10)
    if sentence := _counted(certificate, meetings=meetings, hours=hours):
        page.line_of(sentence, size=12, above=1, colour=QUIET)
    page.set_y(-FRAME - 18)
    sentence = _("What is said in a mentor group stays there. This says who took part.")
    page.line_of(sentence, size=10, above=0, colour=QUIET)
    return bytes(page.output())


def _period(certificate) -> str:
    days = {
        "first": formats.date_format(certificate.begins, "j F Y"),
        "last": formats.date_format(certificate.ends, "j F Y"),
    }
    return _("from %(first)s to %(last)s") % days


def _counted(certificate, *, meetings, hours) -> str:
    """What the group did in that time: whether somebody came is told of nobody."""
    number = formats.localize(certificate.hours).removesuffix(".0").removesuffix(",0")
    if hours and not meetings:
        words = _("%(hours)s hours of meetings of the group while taking part")
        return words % {"hours": number}
    if not meetings:
        return ""
    words = ngettext(
        "%(count)d meeting of the group while taking part",
        "%(count)d meetings of the group while taking part",
        certificate.meetings,
    )
    sentence = words % {"count": certificate.meetings}
    if hours:
        sentence = _("%(said)s, %(hours)s hours in all") % {
            "said": sentence,
            "hours": number,
        }
    return sentence


class CertificatePage(Pdf):
    def begin(self, *, title, signs):
        super().begin(title=title, signs=signs)
        self.set_margin(MARGIN)
        self.set_auto_page_break(False)
        self.add_page()
        self.set_draw_color(*LINE)
        self.rect(FRAME, FRAME, self.w - 2 * FRAME, self.h - 2 * FRAME)
        self.set_y(FRAME)

    def line_of(self, text, *, size, above, colour=INK):
        """In the middle; smaller where it is long, and then on more lines."""
        self.set_y(self.get_y() + above)
        self.set_font_size(size)
        while size > 16 and self.get_string_width(text) > self.epw:
            size -= 2
            self.set_font_size(size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, text, align="C", new_x="LMARGIN", new_y="NEXT")
