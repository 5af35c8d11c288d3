"""Step 7: the workbook is saved as typed; a goal is shown to the mentor, and back."""

from playwright.sync_api import expect


def write_a_goal(story):
    johan, anna = story.johan, story.anna
    title = story.secret("Op tijd mijn grens aangeven in het overleg")
    body = story.secret("Ik zeg het zodra ik het merk, rustig en met een reden")
    anna.arrive().go("/workbook/").shoot("61-workbook")
    anna.follow("Set your first learning goal")
    write(anna, "title", title)
    write(anna, "body", body)
    anna.sees("Only you").shoot("62-goal")
    # From its first save a goal has an address of its own.
    anna.go(anna.page.url)
    expect(part(anna, "title")).to_have_value(title)
    expect(part(anna, "body")).to_have_value(body)
    johan.arrive().go("/workbook/shown/").misses(title)

    pair = anna.item(anna.say("You and %(name)s", name="Johan"))
    pair.get_by_role("combobox").select_option("words")
    anna.press("Change", within=pair).shoot("63-goal-shown")
    johan.page.reload()
    johan.sees(title).follow(title).sees(body).shoot("64-goal-mentor")
    shown_at = johan.page.url
    story.eva.arrive().is_refused(shown_at)

    pair.get_by_role("combobox").select_option("")
    anna.press("Change", within=pair).sees("They do not see it.")
    johan.is_refused(shown_at)
    johan.go("/workbook/shown/").misses(title).sees("Nobody shows you a learning goal")


def write_an_exercise(story):
    anna = story.anna
    words = story.secret("Drie keer ja gezegd terwijl ik nee bedoelde")
    anna.go("/workbook/chapters/learning-goals/").shoot("65-chapter")
    anna.go("/workbook/exercises/what-i-run-into/")
    write(anna, "body", words)
    anna.shoot("66-exercise").page.reload()
    expect(part(anna, "body")).to_have_value(words)


def part(player, name):
    return player.page.locator(f"[data-autosave] textarea[data-part={name}]").first


def write(player, name, words):
    """Type, and wait until the page says that it is saved; there is no button."""
    field = part(player, name)
    field.press_sequentially(words)
    box = player.page.locator("[data-autosave]").first
    status = box.get_by_role("status")
    expect(status).to_have_text(player.say("Saved"))
