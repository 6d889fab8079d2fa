"""How dates and times may be typed, the same in every language: nobody here means month first."""

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H.%M", "%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in TIME_INPUT_FORMATS]
DATETIME_INPUT_FORMATS += ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
