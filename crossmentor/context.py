def rail(request):
    """The places of the rail and what the page frame needs."""
    return {}
