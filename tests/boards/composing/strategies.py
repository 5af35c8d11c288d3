"""Random small composing problems, full of obstacles."""

from hypothesis import strategies as st

from boards.composing import Instance, Params, Person, Pin, Stint

TOPICS = ["a", "b", "c", "d"]
LEVELS = st.dictionaries(st.sampled_from(TOPICS), st.integers(1, 3), max_size=3)


@st.composite
def stints(draw):
    start = 24_000 + draw(st.integers(0, 10))
    return Stint(
        project=draw(st.sampled_from("qr")),
        start=start,
        end=start + draw(st.integers(0, 12)),
        hours=draw(st.sampled_from([8, 20])),
    )


@st.composite
def instances(draw):
    mentees = [
        f"e{n}" for n in range(draw(st.sampled_from([9, 8, 10, 9, 8, 9, 6, 5, 3, 0])))
    ]
    mentors = [f"m{n}" for n in range(draw(st.sampled_from([2, 3, 2, 3, 1, 0])))]
    disciplines = draw(st.sampled_from([["x"]] * 3 + [["x", "y"], ["", "x"]]))
    # In few of them many share a team: such a problem has no groups at all.
    teams = draw(st.sampled_from([["t0"], [], [], ["t0", "t1"] * 2]))
    people = []
    for name in mentees + mentors:
        about = {
            "id": name,
            "role": "mentee" if name in mentees else "mentor",
            "discipline": draw(st.sampled_from(disciplines)),
            "team": draw(st.sampled_from([name] * 6 + teams)),
            "location": draw(st.sampled_from(["l0", "l1", "l2"])),
            "languages": draw(st.frozensets(st.sampled_from(["en", "nl"]))),
            "seniority": draw(st.integers(0, 12)),
            "manager": draw(st.sampled_from([None] * 30 + mentees + mentors)),
            "projects": tuple(draw(st.lists(stints(), max_size=1))),
        }
        if name in mentees:
            about["needs"] = draw(LEVELS)
        else:
            about["expertise"] = draw(LEVELS)
            about["max_group"] = draw(st.sampled_from([6, 6, 5, 4, 3]))
        people.append(Person(**about))
    return Instance(
        id="random",
        people=tuple(people),
        params=Params(cross_discipline=draw(st.booleans())),
        locations={"l0": "r0", "l1": "r0", "l2": "r1"},
        exclusions=tuple(draw(_pairs(mentees + mentors, mentees + mentors))),
        pins=tuple(
            Pin(mentee, mentor, draw(st.sampled_from(["lock", "forbid"])))
            for mentee, mentor in draw(_pairs(mentees, mentors))
        ),
    )


def _pairs(some, others):
    if not some or not others:
        return st.just([])
    pair = st.tuples(st.sampled_from(some), st.sampled_from(others))
    return st.lists(pair, max_size=3)
