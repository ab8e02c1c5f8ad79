"""Rules of single time expressions: the words each can start with, a pattern, and the resolver of its matches.

A rule is tried only at words it can start with, so a sentence costs little more than a look at each of its words.
In the patterns a space stands for white space and `<<NAME>>` for a part defined below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from accord.text.numerals import numeral_pattern, numeral_starts
from accord.text.times import date_readings as dates
from accord.text.times import length_readings as lengths
from accord.text.times.durations import UNIT, length_pattern
from accord.text.times.frame import Resolver, time_words, unresolved

NUMBER = "0"
"""Stands, among the words a rule can start with, for any numeral."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`starts`: lower-cased first words; `resolve` returns None where the match is no time after all."""

    starts: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolver


@cache
def rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """First word, lower-cased, to the rules that can start with it."""
    table: dict[str, list[Rule]] = {}
    for rule in (*_date_rules(), *_day_rules(), *_unit_rules(), *_length_rules(), *_other_rules()):
        starts = rule.starts | numeral_starts() if NUMBER in rule.starts else rule.starts
        for word in sorted(starts):
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


def _names(words: Iterable[str], tail: str = "") -> str:
    forms = sorted({w.capitalize() for w in words}, key=lambda w: (-len(w), w))
    return rf"(?-i:{'|'.join(forms)})\b{tail}"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _parts() -> dict[str, str]:
    words, dot = time_words(), r"\.?"
    full = {m for m in words["months"] if len(m) > 4 or m in ("may", "june", "july")}
    days = {d for d in words["weekdays"] if d.endswith("day")}
    return {
        "MONTH": f"(?:{_names(full)}|{_names(set(words['months']) - full, dot)})",
        "FULL": _names(full),
        "WEEKDAY": f"(?:{_names(days)}|{_names(set(words['weekdays']) - days, dot)})",
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|,\d{3}|\.\d|\s?[ap]\.?m)",
        "TO": r"(?:\s?[-–—]\s?| (?:to|through|until|and) )",
        "Y": r"(?:1[5-9]\d\d|20\d\d)(?![\d,.]\d|[\d%]|-\w)",
        "PART": r"(?:(?:the )?(?P<part>early|mid|late|beginning|start|middle|end)(?: (?:in|of)\b|-)?\s*)?",
        "DAYPART": r"(?:morning|afternoon|evening|night)",
        "CLOCK": r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]\.?m\b)|\d{1,2}:\d\d\b|"
        r"(?:noon|midday|midnight|dawn|dusk)\b)",
        "BRACKET": r"(?: \([^()\n]{1,24}\))?",
        "UNIT": f"(?:{UNIT})",
        "NUM": numeral_pattern(),
        "LENGTH": length_pattern(),
        "ABOUT": r"(?:(?:about|around|nearly|almost|roughly|some|just|only|exactly|at least|at most|up to|over|under|"
        r"(?:(?:just|slightly|no) )?(?:more|less|fewer) than) )?",
        "ZONE": _any(words["zones"]),
    }


def _rule(starts: str | Iterable[str], pattern: str, resolve: Resolver) -> Rule:
    for name, part in _parts().items():
        pattern = pattern.replace(f"<<{name}>>", part)
    words = frozenset(starts.split() if isinstance(starts, str) else starts)
    return Rule(words, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE), resolve)


def _date_rules() -> tuple[Rule, ...]:
    months, weekdays = " ".join(time_words()["months"]), " ".join(time_words()["weekdays"])
    parts = "early mid late the beginning start middle end"
    return (
        _rule(
            f"{months} {weekdays}",
            r"(?:<<WEEKDAY>>,? )?(?P<month><<MONTH>>) (?P<day><<D>>)"
            r"(?:<<TO>>(?:(?P<month2><<MONTH>>) )?(?P<day2><<D>>)(?! \w+s\b))?(?:,? (?P<year><<Y>>))?",
            dates.month_day,
        ),
        _rule(
            f"{NUMBER} {weekdays} the",
            r"(?:<<WEEKDAY>>,? )?(?:the )?(?P<day><<D>>)(?:<<TO>>(?P<day2><<D>>))?(?: of)? (?P<month><<MONTH>>)"
            r"(?:,? (?P<year><<Y>>))?(?P<month2>(?!))?",
            dates.month_day,
        ),
        _rule(NUMBER, r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", dates.iso_date),
        _rule(NUMBER, r"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>\d{4})(?!\d)", dates.slash_date),
        _rule(NUMBER, r"(?P<a>1[3-9]|2\d|3[01])/(?P<b>0[1-9]|1[0-2])(?P<y>)(?![\d/])", dates.slash_date),
        _rule(
            f"{months} {parts} last next this",
            r"<<PART>>(?:(?P<lead>last|next|this|this past|this coming) )?"
            r"(?:(?P<month><<FULL>>)|(?P<short><<MONTH>>)(?= \d{4}))"
            r"(?:(?:,| of)? (?P<year><<Y>>)| (?P<which>last|this|next) year)?",
            dates.month_name,
        ),
        _rule(f"{NUMBER} {parts}", r"<<PART>>(?P<year><<Y>>)(?![-–]\d)\b", dates.year),
        _rule(
            f"{NUMBER} {parts}",
            r"(?:the )?(?:(?:early|late|mid)[-\s]+)?(?P<decade>1[5-9]\d0|20\d0)s\b",
            dates.decade,
        ),
        _rule(
            "week the",
            r"(?:the )?week of (?P<month><<MONTH>>) (?P<day><<D>>)",
            dates.week_of,
        ),
        _rule(
            {w.split()[0] for w in time_words()["feasts"]},
            f"(?P<feast>{_any(time_words()['feasts'])})",
            dates.feast,
        ),
    )


def _day_rules() -> tuple[Rule, ...]:
    weekdays = " ".join(time_words()["weekdays"])
    return (
        _rule(
            f"{weekdays} early late later earlier sometime overnight last next this coming",
            r"(?:(?P<how>early|late|later|earlier|sometime|overnight)(?: on)? )?"
            r"(?:(?P<lead>last|next|this|this past|this coming|coming) )?(?P<weekday><<WEEKDAY>>)"
            r"(?:,? (?P<part><<DAYPART>>|overnight)\b)?(?:,? local time\b)?",
            dates.weekday,
        ),
        _rule(
            f"{NUMBER} noon midday midnight dawn dusk at",
            r"(?:at )?(?:about |around )?<<CLOCK>>(?: (?:local time|(?-i:[A-Z]{2,4})\b(?: time)?|\w+ time))?"
            r"<<BRACKET>>(?:,? (?:on |this )?"
            r"(?:(?P<weekday><<WEEKDAY>>)|(?P<word>today|yesterday|tomorrow|morning)\b))?"
            r"<<BRACKET>>",
            dates.clock,
        ),
        _rule(
            "today tonight yesterday tomorrow overnight this last early earlier late later the in during on",
            r"(?:(?:early|late|later|earlier) )?(?P<word>today|tonight|(?:tomorrow|yesterday)(?: <<DAYPART>>)?|"
            r"overnight|last night|this <<DAYPART>>|(?:in|during|on) the <<DAYPART>>|(?:the day )?before yesterday|"
            r"(?:the day )?after tomorrow|in the day)\b(?: \(?(?P<zone><<ZONE>>) time\)?)?",
            dates.day_word,
        ),
    )


def _unit_rules() -> tuple[Rule, ...]:
    units = "week|month|year|quarter|decade|century"
    spells = "weekend|spring|summer|autumn|fall|winter"
    leads = "this past|this coming|this|last|next|previous|the coming|the past|the previous"
    return (
        _rule(
            "early earlier late later this last next the previous so beginning start middle end",
            rf"(?:(?P<part>early|earlier|late|later|so far|(?:the )?(?:beginning|start|middle|end) of)(?: in)? (?=\w)|"
            rf"(?!the (?:{units})\b))(?P<lead>{leads}|the) (?P<unit>{units}|{spells})\b(?!-)",
            lengths.calendar_unit,
        ),
        _rule(
            "over at during through throughout in within",
            rf"(?:over|at|during|through|throughout|in|within) (?!the (?:{units})\b)"
            rf"(?P<lead>{leads}|the last|the next|the) (?P<unit>{units}|{spells})\b(?!-)(?P<part>(?!))?",
            lengths.calendar_unit,
        ),
    )


def _length_rules() -> tuple[Rule, ...]:
    counted = (
        f"{NUMBER} a an about around nearly almost more less fewer just at over under some roughly exactly up only"
    )
    young = r"(?!\s+(?:old|of\s+age)\b|-old)"
    return (
        _rule(
            "over in during for the past last next coming recent within throughout previous",
            r"(?:(?P<prep>over|in|during|for|within|throughout) )?(?:the )?"
            r"(?P<lead>past|last|previous|next|coming|recent) (?:<<LENGTH>>"
            r"|(?:few |couple of |several |many )?(?:days|weeks|months|years|decades|hours|minutes)\b"
            r"|(?<=past\s)(?P<single>day|week|month|year|decade)\b)",
            lengths.rolling,
        ),
        _rule(
            f"{counted} few several many",
            r"<<ABOUT>>(?:<<LENGTH>>|(?:a few|several|a couple of|many) <<UNIT>>) "
            r"(?P<dir>ago|from now|hence|earlier|later)\b",
            lengths.offset,
        ),
        _rule(
            "in within for",
            rf"(?P<prep>in|within|for) (?:a (?:period|maximum) of )?<<ABOUT>><<LENGTH>>{young}",
            lengths.ahead,
        ),
        _rule(counted, rf"<<ABOUT>><<LENGTH>>{young}", lengths.length),
        _rule(
            "in for over within a several just only days weeks months years hours minutes decades",
            r"(?:(?:in|for|over|within) )?(?:just |only )?(?:a few |several |a couple of |the coming |coming |many )?"
            r"(?:minutes|hours|days|weeks|months|years|decades)\b",
            unresolved,
        ),
    )


def _other_rules() -> tuple[Rule, ...]:
    vague = time_words()["vague"]
    return (
        _rule(
            f"{NUMBER} about some nearly more less at just only shortly soon immediately not minutes hours days weeks"
            " months years a an several before after during following since throughout ahead prior right long",
            r"(?:(?P<how>shortly|soon|immediately|not long|just|right)\s+|<<ABOUT>>"
            r"(?:(?:<<NUM>>|an?|a few|several|a couple of) )?(?P<unit>minute|hour|day|week|month|year)s? )?"
            r"(?P<side>after|before|during|following|into|throughout|since|ahead of|prior to) "
            r"(?:the|his|her|their|its|our|this|that|these|a|an) (?:[^\W\d][^\W\d’'-]*(?:[’'-][^\W\d]+)* ){0,2}?"
            rf"(?P<event>{_any(vague['events'])})\b",
            lengths.anchored,
        ),
        _rule(
            {w.split()[0] for w in vague["words"]},
            rf"(?:{_any(vague['words'])})\b(?! (?:than|that|known)\b)",
            unresolved,
        ),
    )
