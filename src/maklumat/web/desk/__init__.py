"""The pages of officials.

`entering` makes every request's Actor and is the only door; `login` and `locked` stand before it.
`worklist` -> `file` -> `acting`, `signing`, `remedies`; `papers` gives files out; `counter` takes walk-ins in and
`bringing` what they bring later; `sheets` prints what is written and signed by hand; `numbers` is the register of
letter numbers. `forms_*` clean, `telling` puts values into words, templates show.
"""
