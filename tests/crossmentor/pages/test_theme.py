import pytest

URL = "/theme/"


@pytest.mark.parametrize("theme", ["light", "dark", ""])
def test_a_person_chooses_colours(signed_in, mentor, theme):
    response = signed_in(mentor).post(URL, {"theme": theme, "next": "/inbox/"})

    mentor.refresh_from_db()
    assert mentor.theme == theme
    assert response.url == "/inbox/"


def test_what_is_no_colour_changes_nothing(signed_in, mentor):
    signed_in(mentor).post(URL, {"theme": "pink"})

    mentor.refresh_from_db()
    assert mentor.theme == ""


def test_nobody_is_sent_elsewhere(signed_in, mentor):
    response = signed_in(mentor).post(
        URL, {"theme": "dark", "next": "https://elsewhere.example/"}
    )

    assert response.url == "/"


def test_colours_are_chosen_by_a_form(signed_in, mentor):
    assert signed_in(mentor).get(URL).status_code == 405


def test_who_is_not_signed_in_has_no_colours(client, db):
    response = client.post(URL, {"theme": "dark"})

    assert response.status_code == 401
