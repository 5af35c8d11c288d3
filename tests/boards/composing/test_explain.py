from boards.composing import Break, Group, Instance, explain_group, options

from .people import mentee, mentees, mentor

PEOPLE = (
    mentee("e1", needs={"coaching": 3, "writing": 1}, location="here"),
    mentee("e2", needs={"coaching": 1}, location="here", languages=frozenset({"en"})),
    mentee("e3", needs={"writing": 2, "risk": 1}),
    mentee("e4", needs={"coaching": 2}),
    mentee("e5", needs={"risk": 1}, team="e1"),
    mentor("m", expertise={"coaching": 3, "risk": 2, "cloud": 3}),
    mentor("n", expertise={"writing": 3}, max_group=4),
)
INSTANCE = Instance(id="i", people=PEOPLE)
GROUP = Group("m", ("e1", "e2", "e3", "e4"))


def test_a_group_tells_what_the_mentor_covers_and_the_mentees_share():
    story = explain_group(INSTANCE, GROUP)

    assert story.covered == ("coaching", "risk")
    assert story.shared == ("coaching", "writing")
    assert story.locations == ("here",)
    assert story.languages == ()
    assert story.broken == ()


def test_a_mentee_tells_own_needs_most_wanted_first():
    first = explain_group(INSTANCE, GROUP).mentees[0]

    assert first.mentee == "e1"
    assert first.covered == ("coaching",)
    assert first.uncovered == ("writing",)
    assert first.shared == ("coaching", "writing")
    assert first.fit.need == 750
    assert 0 <= first.fit.points <= 1000


def test_a_group_that_a_hand_made_tells_what_it_breaks():
    story = explain_group(INSTANCE, Group("m", ("e1", "e5")))

    assert story.broken == ((None, Break("size")), ("e5", Break("same_team", "e1")))


def test_a_group_that_is_still_empty_has_a_story():
    story = explain_group(INSTANCE, Group("n", ()))

    assert story.points == 0
    assert story.broken == ((None, Break("size")),)


def test_options_of_a_mentee_in_the_hand():
    groups = [GROUP, Group("n", ())]

    inside, empty = options(INSTANCE, groups, "e5")

    assert inside.broken == (Break("same_team", "e1"),)
    assert empty.broken == ()
    assert inside.points > empty.points


def test_a_mentee_may_stay_where_it_is():
    (here,) = options(INSTANCE, [GROUP], "e2")

    assert here.broken == ()
    assert here.points == explain_group(INSTANCE, GROUP).mentees[1].fit.points


def test_a_full_group_breaks_size():
    instance = Instance(id="i", people=(*mentees(5), mentor("n", max_group=4)))

    (full,) = options(instance, [Group("n", ("e1", "e2", "e3", "e4"))], "e5")

    assert full.broken == (Break("size"),)


def test_the_points_of_a_group_are_the_mean_of_its_mentees_rounded_down():
    story = explain_group(INSTANCE, GROUP)
    found = [one.fit.points for one in story.mentees]

    assert len(set(found)) > 1
    assert story.points == sum(found) // 4


def test_topics_come_by_how_many_bring_them_then_by_name():
    people = (
        mentee("e1", needs={"writing": 1, "risk": 1, "cloud": 3}),
        mentee("e2", needs={"writing": 1, "risk": 1}),
        mentee("e3", needs={"writing": 1}),
        mentor("m", expertise={"cloud": 1, "risk": 1, "writing": 0, "sales": 3}),
    )
    story = explain_group(
        Instance(id="i", people=people), Group("m", ("e1", "e2", "e3"))
    )

    assert story.shared == ("writing", "risk")
    assert story.covered == ("risk", "cloud")
    assert story.mentees[0].covered == ("cloud", "risk")
    assert story.mentees[0].uncovered == ("writing",)
    assert story.mentees[2].covered == ()


def test_the_mentor_counts_among_languages_and_locations():
    people = (
        mentee("e1", languages=frozenset({"en", "nl", "fr"}), location="b"),
        mentee("e2", languages=frozenset({"nl", "en"})),
        mentor("m", languages=frozenset({"nl", "en", "de"}), location="a"),
        mentor("n", location="b"),
    )
    instance = Instance(id="i", people=people)

    common = explain_group(instance, Group("m", ("e1", "e2")))
    silent = explain_group(instance, Group("n", ("e1", "e2")))

    assert (common.languages, common.locations) == (("en", "nl"), ("a", "b"))
    assert (silent.languages, silent.locations) == ((), ("b",))


def test_a_story_tells_the_mentees_in_the_order_of_the_group():
    story = explain_group(INSTANCE, Group("m", ("e4", "e1")))

    assert [one.mentee for one in story.mentees] == ["e4", "e1"]


def test_options_come_in_the_order_of_the_groups_whatever_breaks():
    groups = [Group("n", ("e2", "e3")), GROUP]

    found = options(INSTANCE, groups, "e1")

    assert [option.mentor for option in found] == ["n", "m"]
    assert found[1].points == explain_group(INSTANCE, GROUP).mentees[0].fit.points
    assert options(INSTANCE, [], "e1") == []
