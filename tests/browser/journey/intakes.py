"""Step 3: intakes planned and held, the click answered, one mentee stops."""

from tests.browser.journey.roster import MENTEES, full_name

LEAVING = ("Daan", "Els")


def remind_of_the_intake(story):
    for name in MENTEES:
        who = full_name(name)
        story.mail("Johan", "Plan the intake with %(mentee)s", mentee=who)


def plan(story):
    johan = story.johan
    johan.arrive().shoot("22-today-mentor")
    open_intake(johan, "Anna")
    by_hand = johan.say("Set a time yourself")
    johan.page.locator("summary").filter(has_text=by_hand).click()
    johan.fill(on=story.today, at="16:00", place="Kamer 2.14")
    johan.shoot("23-intake-plan").press("Plan and tell").sees("Kamer 2.14")
    mail = story.mail("Anna", "Your intake with %(other)s")
    assert "Kamer 2.14" in mail.get_body(("plain",)).get_content()


def open_intake(player, name):
    player.go("/intake/").shoot("24-intakes").follow(full_name(name))


def prepare(story):
    """The mentee writes for herself, then gives it to her mentor."""
    johan, anna = story.johan, story.anna
    story.intake = johan.page.url
    anna.arrive().shoot("25-today-mentee").go(story.intake)
    words = story.secret("Ik vind het lastig om mijn grens te trekken")
    anna.fill(**{"preparation-body": words}).sees("Saved").sees("Only you")
    anna.shoot("26-intake-prepare")
    johan.page.reload()
    johan.misses(words, "Anna wil leren om nee te zeggen")
    for _text in ("enrolment", "preparation"):
        anna.press("Let %(name)s read it", name="Johan")
    anna.sees("Take it back")
    johan.page.reload()
    johan.sees(words).sees("Anna wil leren om nee te zeggen").shoot("27-intake-given")


def hold(story):
    johan, anna = story.johan, story.anna
    johan.press("Note that it was held").sees("Is there a click?")
    notes = story.secret("Weet precies waar zij over een jaar wil staan")
    johan.fill(teachable="yes", has_goals="yes", reflects="yes", kind="shopper")
    johan.fill(**{"judgement-body": notes})
    johan.press("Save my judgement").sees("Only you")
    report = story.secret("Wij beginnen met oefenen in het teamoverleg")
    johan.fill(**{"report-body": report})
    johan.press("Let %(name)s read it", name="Anna").sees(report)

    fine = story.secret("Dit gesprek verliep in alle openheid")
    answer_click(johan, "yes", fine)
    anna.page.reload()
    anna.sees(report).misses(fine, notes)
    slow = story.secret("Voor mij is het nog even wennen")
    answer_click(anna, "growing", slow)
    anna.sees(fine).misses(notes).shoot("28-click-mentee")
    johan.page.reload()
    johan.sees(slow).shoot("29-intake-mentor")
    decide(johan, "continues")


def form_to(player, ending):
    return player.page.locator(f"form[action$='{ending}']")


def answer_click(player, answer, words):
    form = form_to(player, "/click/")
    player.fill(form, answer=answer, words=words)
    player.press("Give my answer")


def decide(player, outcome):
    form = form_to(player, "/outcome/")
    player.fill(form, outcome=outcome).press("Save", within=form, exact=True)


def hold_the_others(story):
    johan = story.johan
    for name in ("Bilal", "Chantal"):
        open_intake(johan, name)
        johan.press("Note that it was held")
        decide(johan, "continues")
    for name in LEAVING:
        open_intake(johan, name)
        johan.press("Note that it was held")
        decide(johan, "ended")
        johan.sees("leaves the group").shoot("30-end-trajectory")
        johan.press("End the trajectory")
    # The clock of the database runs ahead of the story: that morning has come already.
    story.stack.wait_until(lambda: are_gone(johan), "the end of their seats")
    johan.go("/intake/").misses(*map(full_name, LEAVING)).shoot("31-intakes-done")


def are_gone(johan):
    text = johan.go("/intake/").page.locator("main").inner_text()
    return not any(full_name(name) in text for name in LEAVING)


def tell_who_left(story):
    """In the mail of the next day."""
    for name in LEAVING:
        story.mail(name, "You left your mentor group: %(group)s")


def look_from_outside(story):
    """The coordinator sees state and date, and what a group of three means (R1)."""
    eva = story.eva
    eva.arrive().shoot("32-today-coordinator").go("/groups/").shoot("33-groups")
    eva.follow(full_name("Johan"))
    eva.sees("a group has at least four (R1)").shoot("34-group-of-three")
    eva.misses(*story.secrets)
    eva.is_refused(story.intake)
