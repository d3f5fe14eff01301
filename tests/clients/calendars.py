"""Two calendar libraries that are none of ours, for the tests beside this file.

    calendars.py read           reads a calendar from stdin with both, and prints what they found as JSON
    calendars.py write LIBRARY  prints a calendar as a provider would have written it with that library
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import vobject

RIYADH = ZoneInfo("Asia/Riyadh")


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def by_icalendar(text):
    calendar = icalendar.Calendar.from_ical(text)
    events = []
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(f"icalendar complains: {event.errors}")
        related = event.get("RELATED-TO", [])
        categories = event.get("CATEGORIES", [])
        geo = event.get("GEO")
        events.append(
            {
                "uid": str(event["UID"]),
                "start": utc(event.decoded("DTSTART")),
                "end": utc(event.decoded("DTEND")),
                "stamp": utc(event.decoded("DTSTAMP")),
                "sequence": int(event["SEQUENCE"]),
                "status": str(event["STATUS"]),
                "summary": str(event["SUMMARY"]),
                "description": str(event["DESCRIPTION"]),
                "location": str(event.get("LOCATION", "")),
                "url": str(event["URL"]),
                "related": sorted(str(uid) for uid in (related if isinstance(related, list) else [related])),
                "categories": sorted(str(name) for name in getattr(categories, "cats", [])),
                "geo": [round(geo.latitude, 5), round(geo.longitude, 5)] if geo else None,
            }
        )
    return events


def by_vobject(text):
    events = []
    for calendar in vobject.readComponents(text):
        calendar.validate(raiseException=True)
        for event in calendar.contents.get("vevent", []):
            one = lambda name, empty="": event.contents[name][0].value if name in event.contents else empty
            geo = one("geo")
            events.append(
                {
                    "uid": one("uid"),
                    "start": utc(one("dtstart")),
                    "end": utc(one("dtend")),
                    "stamp": utc(one("dtstamp")),
                    "sequence": int(one("sequence")),
                    "status": one("status"),
                    "summary": one("summary"),
                    "description": one("description"),
                    "location": one("location"),
                    "url": one("url"),
                    "related": sorted(line.value for line in event.contents.get("related-to", [])),
                    "categories": sorted(name for line in event.contents.get("categories", []) for name in line.value),
                    "geo": [round(float(part), 5) for part in geo.split(";")] if geo else None,
                }
            )
    return events


def begins(days, hour):
    day = date.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=RIYADH)


def write_icalendar():
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Academy//EN")
    calendar.add("version", "2.0")
    course = icalendar.Event()
    course.add("uid", "course@academy.example")
    course.add("dtstamp", datetime.now(timezone.utc))
    course.add("summary", "أساسيات الصيانة التنبؤية: الاهتزاز، والحرارة؛ والزيت " + "ق" * 60)
    course.add("dtstart", begins(30, 9))
    course.add("dtend", begins(30, 12))
    course.add("rrule", {"freq": "weekly", "count": 4})
    course.add("location", "قاعة 2, الجبيل")
    course.add("description", "السطر الأول\nوالثاني؛ مع فاصلة، ونقطتين:")
    calendar.add_component(course)
    over = icalendar.Event()
    over.add("uid", "over@academy.example")
    over.add("dtstamp", datetime.now(timezone.utc))
    over.add("summary", "Over already")
    over.add("dtstart", begins(-30, 9))
    over.add("dtend", begins(-30, 10))
    calendar.add_component(over)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def write_vobject():
    calendar = vobject.iCalendar()
    event = calendar.add("vevent")
    event.add("uid").value = "whole@academy.example"
    event.add("summary").value = "Compressed air, three days; with exercises"
    event.add("dtstart").value = begins(20, 0).date()
    event.add("dtend").value = begins(23, 0).date()
    event.add("location").value = "https://meet.example/room,1"
    return calendar.serialize()


def main():
    match sys.argv[1:]:
        case ["read"]:
            text = sys.stdin.buffer.read().decode()
            json.dump({"icalendar": by_icalendar(text), "vobject": by_vobject(text)}, sys.stdout)
        case ["write", "icalendar"]:
            sys.stdout.buffer.write(write_icalendar().encode())
        case ["write", "vobject"]:
            sys.stdout.buffer.write(write_vobject().encode())
        case _:
            sys.exit(__doc__)


main()
