"""One's own certificate: of a group in which one sits or sat, and nobody else's."""

from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from people.web.downloads import download, file_name
from sessions.year.certificate import Certificate, certificate_of
from sessions.year.forms.certificate import CertificateForm


@require_GET
def certificate(request, pk):
    own = own_certificate(request, pk)
    context = {
        "certificate": own,
        "group": own.group,
        "form": CertificateForm(),
    }
    return render(request, "sessions/year/certificate_detail.html", context)


def own_certificate(request, pk) -> Certificate:
    own = certificate_of(request.user, pk)
    if own is None:
        raise Http404
    return own


@require_GET
def certificate_file(request, pk):
    # Only here: what draws it takes a fifth of the time in which a server starts.
    from sessions.year.certificate_pdf import drawn

    own = own_certificate(request, pk)
    form = CertificateForm(request.GET)
    if not own.is_ready or not form.is_valid():
        raise Http404
    with translation.override(request.user.reads_in):
        content = drawn(own, request.user, **form.cleaned_data)
        name = file_name(_("Certificate"), "pdf")
    return download(content, "application/pdf", name)
