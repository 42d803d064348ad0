"""The shell that every audience's pages stand in.

**Templates** extend "shared/base.html". Blocks: `title`, `robots`, `styles`, `brand`, `office` (small line under the
brand), `tools` (right side of the head: who is logged in, log out), `nav` (the whole menu bar, `<nav class="m-nav">`),
`before` (back link, breadcrumbs; outside <main>), `main`, `footer`, `footer_links`. GRATIS, messages, the language
switch, the skip link and the demo line are always there. Values every template knows: `demo`, `here`, `request_id`.
No style attribute and no inline script gets past the Content-Security-Policy; our parts are the `m-` classes of
static/maklumat/maklumat.css, everything else is GOV.UK Frontend.

**Tags** (`tags`, known without {% load %}): `{% error_summary form %}` as the first thing in `main`,
`{% field form.name %}` or `{% field form.name "5" %}`, filters `day`, `moment:office.time_zone`, `promise`,
`duration`, `size`.

**Forms** (`forms`): derive from `Form`; `DateField` (three small fields), `YesNoField`; `intake_form(questions)` makes
a form class from `IntakeField`s; `plain(form.cleaned_data)` gives JSON values; `attempt(form, lambda: action(...))`
does an action and turns a Refusal into an error at the top of the form, so nothing typed is lost.

**Errors** (`errors`): let a MaklumatError go and the middleware draws its page (Conflict 409, TooMany 429, Refusal 422,
NotVisible 404, Unavailable 503); `say(error)` is its sentence in the reader's language. Codes are in docs/errors.md.

**Guards**: `guard.personal` (no-store) on every page with personal content; `limits.limited("name")` counts each POST
of an address under settings.LIMITS["name"]; `limits.spend(request, "name", subject)` counts by subject and
`limits.forgive` starts again after a success. A session ends SESSION_COOKIE_AGE after its last request (middleware).

**Words** (`wording`): dates, moments in the office's time, promises, sizes, in the active language. Source strings are
Indonesian, marked by gettext; English lies in web/locale.

Order of the modules: `logs` and `assets` know nothing; `errors`; `guard`, `wording`, `forms`; `limits`, `tags`.
"""
