#!/usr/bin/env python3
"""Writes src/recurrence/fixtures/dateutil-table.tsv: rules with the starts that python3-dateutil finds for them.

    python3 scripts/generate-recurrence-table.py        (needs python3-dateutil; Debian's package of that name does)

Each line is one series: its first start, its zone or "all-day", its lines of recurrence, and its first starts in UTC
within the horizon. Lists are separated by spaces. The rules are drawn with a fixed seed, so the same version of
dateutil writes the same file. The spec that reads the file needs neither dateutil nor Python.

Rules for which dateutil differs from RFC 5545 are left out: a BYDAY with both an ordinal and a plain weekday, BYWEEKNO
without BYDAY, week 53, which dateutil finds in years that have only 52, and BYSETPOS in a first week that begins before
the series, of which dateutil counts only the days after the start. A time that a clock change skips is moved forward by
the length of the gap, as section 3.3.5 of the RFC requires. No start is later than 2037, the last year for which
dateutil reads the clock changes of a zone.
"""

import calendar
import itertools
import pathlib
import random
from datetime import datetime, timedelta, timezone

from dateutil import tz
from dateutil.rrule import rruleset, rrulestr

SEED = 5545
RULE_COUNT = 2400
MAX_STARTS = 16
HORIZON = timedelta(days=366 * 11)
TARGET = pathlib.Path(__file__).parent.parent / "src/recurrence/fixtures/dateutil-table.tsv"

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Europe/Dublin",
    "America/St_Johns",
    "UTC",
]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WORKING_DAYS = "MO,TU,WE,TH,FR"
# Half of these are hours in which clocks change, so that half of the starts are near a clock change.
HOURS = [0, 1, 2, 3, 9, 14, 18, 23]
LEAP_DAY = (2, 29)


class Draw:
    """Named random choices."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def often(self, share):
        return self.random.random() < share

    def one(self, values):
        return self.random.choice(values)

    def some(self, values, most):
        chosen = self.random.sample(values, self.random.randint(1, min(most, len(values))))
        return ",".join(str(value) for value in sorted(chosen, key=values.index))

    def number(self, low, high):
        return self.random.randint(low, high)


def first_start(draw, zone):
    year = draw.number(2008, 2025)
    month, day = draw.number(1, 12), draw.number(1, 28)
    if draw.often(0.08):
        year, (month, day) = draw.one([2008, 2016, 2020, 2024]), LEAP_DAY
    elif draw.often(0.1):
        day = calendar.monthrange(year, month)[1]
    if zone is None:
        return datetime(year, month, day)
    if draw.often(0.2):
        month, day = draw.one([3, 4, 9, 10, 11]), draw.number(1, 28)
    return datetime(year, month, day, draw.one(HOURS), draw.one([0, 15, 30]))


def weekdays_with_ordinal(draw, ordinals):
    return ",".join(f"{draw.one(ordinals)}{day}" for day in draw.some(WEEKDAYS, 2).split(","))


def daily(draw, _start):
    parts = {"INTERVAL": draw.one([1, 1, 2, 3, 10])}
    if draw.often(0.2):
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 4)
    if draw.often(0.2):
        parts["BYDAY"] = draw.some(WEEKDAYS, 4)
    if draw.often(0.1):
        parts["BYMONTHDAY"] = draw.some([1, 13, 15, 30, 31, -1], 3)
    return parts


def weekly(draw, start):
    parts = {"INTERVAL": draw.one([1, 1, 2, 3, 4])}
    if draw.often(0.8):
        parts["BYDAY"] = draw.one([WORKING_DAYS, draw.some(WEEKDAYS, 4)])
    if draw.often(0.4):
        parts["WKST"] = draw.one(["SU", "MO", "SA", "WE"])
    if draw.often(0.1):
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 5)
    if "BYDAY" in parts and draw.often(0.12):
        parts["BYSETPOS"] = draw.one([1, 2, -1, "1,-1"])
        parts["WKST"] = WEEKDAYS[start.weekday()]
    return parts


def monthly(draw, _start):
    parts = {"INTERVAL": draw.one([1, 1, 2, 3, 5, 6])}
    kind = draw.one(["start", "days", "ordinal", "set", "intersection"])
    if kind == "days":
        parts["BYMONTHDAY"] = draw.some([1, 5, 15, 28, 29, 30, 31, -1, -2, -31], 3)
    elif kind == "ordinal":
        parts["BYDAY"] = weekdays_with_ordinal(draw, [1, 2, 3, 4, 5, -1, -2, -5])
    elif kind == "set":
        parts["BYDAY"] = draw.one([WORKING_DAYS, "SA,SU", draw.some(WEEKDAYS, 3)])
        parts["BYSETPOS"] = draw.one([1, 2, 3, -1, -2, "1,-1", "2,3"])
    elif kind == "intersection":
        parts["BYDAY"] = draw.some(WEEKDAYS, 2)
        parts["BYMONTHDAY"] = draw.one(["13", "1,2,3,4,5,6,7", "-1,-2,-3", "8,9,10,11,12,13,14"])
    if draw.often(0.15):
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 5)
    return parts


def yearly(draw, _start):
    parts = {"INTERVAL": draw.one([1, 1, 1, 2, 3, 4])}
    kind = draw.one(["start", "month", "day", "ordinal", "week", "year day", "set", "year ordinal"])
    if kind == "month":
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 3)
    elif kind == "day":
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 3)
        parts["BYMONTHDAY"] = draw.some([1, 15, 29, 30, 31, -1], 2)
    elif kind == "ordinal":
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 2)
        parts["BYDAY"] = weekdays_with_ordinal(draw, [1, 2, 3, 4, -1, -2])
    elif kind == "week":
        parts["BYWEEKNO"] = draw.some([1, 2, 10, 20, 30, 51, 52, -1], 2)
        parts["BYDAY"] = draw.some(WEEKDAYS, 2)
        if draw.often(0.3):
            parts["WKST"] = draw.one(["MO", "SU"])
    elif kind == "year day":
        parts["BYYEARDAY"] = draw.some([1, 59, 60, 100, 200, 365, 366, -1, -306], 3)
    elif kind == "set":
        parts["BYMONTH"] = draw.some(list(range(1, 13)), 3)
        parts["BYDAY"] = draw.one([WORKING_DAYS, "SA,SU", draw.one(WEEKDAYS)])
        parts["BYSETPOS"] = draw.one([1, 2, -1, -2, "1,-1"])
    elif kind == "year ordinal":
        parts["BYDAY"] = weekdays_with_ordinal(draw, [1, 2, 10, 20, 52, -1, -10])
    return parts


PARTS_BY_FREQUENCY = {"DAILY": daily, "WEEKLY": weekly, "MONTHLY": monthly, "YEARLY": yearly}
MAX_DAYS_BY_FREQUENCY = {"DAILY": 60, "WEEKLY": 400, "MONTHLY": 1200, "YEARLY": 4000}


def rule_line(draw, name, start, zone):
    frequency = draw.one(list(PARTS_BY_FREQUENCY))
    parts = {"FREQ": frequency, **PARTS_BY_FREQUENCY[frequency](draw, start)}
    if parts["INTERVAL"] == 1:
        del parts["INTERVAL"]
    if draw.often(0.3):
        parts["COUNT"] = draw.number(1, 20)
    elif draw.often(0.35):
        parts["UNTIL"] = until(draw, start, zone, MAX_DAYS_BY_FREQUENCY[frequency])
    return f"{name}:" + ";".join(f"{key}={value}" for key, value in parts.items())


def until(draw, start, zone, days):
    end = start + timedelta(days=draw.number(0, days))
    if zone is None:
        return f"{end:%Y%m%d}"
    # Sometimes UNTIL is one second before a start, which must then be left out.
    if draw.often(0.3):
        end -= timedelta(seconds=1)
    return utc_text(end.replace(tzinfo=tz.gettz(zone)))


def utc_text(moment):
    return f"{exact(moment).astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


def exact(moment):
    """Moves a wall time that a clock change skips forward by the length of the gap."""
    return tz.resolve_imaginary(moment) if moment.tzinfo else moment


def expand(start, zone, lines):
    aware = start.replace(tzinfo=tz.gettz(zone)) if zone else start
    found = rruleset()
    for line in lines:
        name, value = line.split(":", 1)
        name = name.split(";")[0]
        if name in ("RRULE", "EXRULE"):
            rule = rrulestr(value, dtstart=aware)
            (found.rrule if name == "RRULE" else found.exrule)(rule)
        else:
            for text in value.split(","):
                (found.rdate if name == "RDATE" else found.exdate)(read_date(text, aware))
    starts = itertools.takewhile(lambda each: each < aware + HORIZON, found)
    return [exact(each) for each in itertools.islice(starts, MAX_STARTS)]


def read_date(text, aware):
    if len(text) == 8:
        return datetime.strptime(text, "%Y%m%d")
    if text.endswith("Z"):
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
        return moment.astimezone(aware.tzinfo)
    return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=aware.tzinfo)


def date_line(draw, name, zone, moments):
    moments = sorted(set(moments))
    if zone is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{each:%Y%m%d}" for each in moments)
    if draw.often(0.5):
        return f"{name}:" + ",".join(utc_text(each) for each in moments)
    return f"{name};TZID={zone}:" + ",".join(f"{each:%Y%m%dT%H%M%S}" for each in moments)


def extras(draw, start, zone, lines):
    """Lines with RDATE, EXDATE and EXRULE."""
    starts = expand(start, zone, lines)
    if starts and draw.often(0.2):
        more = [draw.one(starts) + timedelta(days=draw.number(0, 9)) for _ in range(draw.number(1, 3))]
        yield date_line(draw, "RDATE", zone, [exact(each) for each in more])
    if starts and draw.often(0.25):
        yield date_line(draw, "EXDATE", zone, [draw.one(starts) for _ in range(draw.number(1, 3))])
    if draw.often(0.05):
        yield rule_line(draw, "EXRULE", start, zone)


def entry(draw):
    zone = None if draw.often(0.35) else draw.one(ZONES)
    start = first_start(draw, zone)
    lines = [rule_line(draw, "RRULE", start, zone)]
    if draw.often(0.04):
        lines.append(rule_line(draw, "RRULE", start, zone))
    lines += extras(draw, start, zone, lines)
    utc = [each.astimezone(timezone.utc) if zone else each for each in expand(start, zone, lines)]
    text = f"{start:%Y-%m-%d}" if zone is None else f"{start:%Y-%m-%dT%H:%M}"
    form = "%Y%m%d" if zone is None else "%Y%m%dT%H%M"
    return "\t".join(
        [text, zone or "all-day", " ".join(lines), " ".join(f"{each:{form}}" for each in utc)]
    )


def main():
    draw = Draw(SEED)
    table = {}
    while len(table) < RULE_COUNT:
        series, starts = entry(draw).rsplit("\t", 1)
        # Series without any start test little: keep only some of them.
        if starts or draw.often(0.2):
            table[series] = starts
    TARGET.write_text("".join(f"{series}\t{starts}\n" for series, starts in table.items()))
    print(f"{TARGET.name}: {len(table)} rules, {sum(len(each.split()) for each in table.values())} starts")


if __name__ == "__main__":
    main()
