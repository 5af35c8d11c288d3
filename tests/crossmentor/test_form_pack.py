"""`{{ form|crispy }}`: labels, help and errors are tied to their fields."""

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms


class GoalForm(forms.Form):
    goal = forms.CharField(label="Goal", help_text="One sentence.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    day = forms.ChoiceField(
        label="Day",
        widget=forms.RadioSelect,
        choices=[("tue", "Tuesday"), ("wed", "Wednesday")],
    )
    agree = forms.BooleanField(label="Agreed")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("goal") == "clash":
            raise forms.ValidationError("These do not go <together>.")


def squeezed(form):
    return " ".join(str(as_crispy_form(form)).split()).replace(" </", "</")


def test_a_field_has_its_label_and_help():
    drawn = squeezed(GoalForm())

    assert '<label class="field__label" for="id_goal">Goal</label>' in drawn
    assert '<div class="field__help" id="id_goal_helptext">One sentence.</div>' in drawn
    assert 'aria-describedby="id_goal_helptext"' in drawn


def test_only_what_may_stay_empty_says_so():
    drawn = squeezed(GoalForm())

    assert drawn.count("(may stay empty)") == 1
    assert 'for="id_note">Note <span class="field__optional">' in drawn


def test_radios_are_a_named_group():
    drawn = squeezed(GoalForm())

    assert '<legend class="field__label">Day</legend>' in drawn
    assert '<label for="id_day_0">' in drawn


def test_a_hidden_field_has_no_label():
    drawn = squeezed(GoalForm())

    assert drawn.count('name="token"') == 1
    assert "Token" not in drawn


def test_a_fresh_form_complains_about_nothing():
    assert 'role="alert"' not in squeezed(GoalForm())


def test_errors_stand_on_top_with_a_way_to_each_field():
    drawn = squeezed(GoalForm({"goal": ""}))

    assert 'role="alert"' in drawn
    assert '<a href="#id_goal">Goal</a>: This may not stay empty' in drawn
    assert '<a href="#id_day_group">Day</a>' in drawn
    assert '<fieldset class="field" id="id_day_group"' in drawn


def test_an_error_is_said_beside_its_field():
    drawn = squeezed(GoalForm({"goal": ""}))

    assert 'aria-invalid="true"' in drawn
    assert '<div id="id_goal_error">' in drawn
    assert 'aria-describedby="id_goal_helptext id_goal_error"' in drawn


def test_what_was_typed_is_kept():
    assert "half a thought" in squeezed(GoalForm({"note": "half a thought"}))


def test_an_error_of_the_whole_form_is_said_and_escaped():
    drawn = squeezed(GoalForm({"goal": "clash", "day": "tue", "agree": "on"}))

    assert "<p>These do not go &lt;together&gt;.</p>" in drawn


@pytest.mark.parametrize("count", [1, 2])
def test_a_formset_has_its_management_form_and_each_form(count):
    formset = forms.formset_factory(GoalForm, extra=count)()

    drawn = squeezed(formset)

    assert drawn.count('name="form-TOTAL_FORMS"') == 1
    assert drawn.count("Goal</label>") == count
