# id: datetimes
# about: datetime, strptime, strftime, time zones, errors
# tier: core
# expect_logs: ["2024-02-29T12:30:15.123456+00:00 2024-02-29 12:30:15.123456+00:00 datetime.datetime(2024, 2, 29, 12, 30, 15, 123456, tzinfo=datetime.timezone.utc) Thursday 29 February 2024 060 08 PM 12:30:15.123456 +0000 UTC", "2024-03-01 07:30:15.123456+00:0059 days, 12:30:15.1234562024-02-22", "2024-03-05 07:08:09+02:002024-03-05 00:00:00", "1704067200.01970-01-01 00:00:00+00:00", "datetime.IsoCalendarDate(year=2025, week=1, weekday=2)02021-07-299999-12-31", "1:01:01.500000datetime.timedelta(days=1, seconds=2, microseconds=3)-86400.03", "2024/02/292024-02-29T18:00:15.123456+05:3089", "01:02:0304:05:00(2024, 2, 29, 12, 30, 15)12:30:15.123456Thu Feb 29 12:30:15 2024", "2023-12-31 22:00:00+00:00EET+0200", "ValueErrormonth must be in 1..12, not 13", "ValueErrortime data 'x' does not match format '%Y'", "ValueErrorInvalid isoformat string: 'nope'", "TypeErrorcan't subtract offset-naive and offset-aware datetimes", "TrueUTCTrue", "[datetime.date(2023, 1, 1), datetime.date(2024, 2, 1)]2024-02-01True"]

from datetime import datetime, timedelta, timezone, date, time as dtime, UTC
import datetime as dt
def tick(ctx):
    log = ctx.log.info
    d = datetime(2024, 2, 29, 12, 30, 15, 123456, tzinfo=timezone.utc)
    log(d.isoformat() + ' ' + str(d) + ' ' + repr(d) + ' ' + d.strftime('%A %d %B %Y %j %U %p %I:%M:%S.%f %z %Z'))
    log(str(d + timedelta(days=1, hours=-5)) + str(d - datetime(2024, 1, 1, tzinfo=UTC)) + str((d - timedelta(weeks=1)).date()))
    log(str(datetime.strptime('2024-03-05 07:08:09 +0200', '%Y-%m-%d %H:%M:%S %z')) + str(datetime.strptime('5 Mar 24', '%d %b %y')))
    log(str(datetime.fromisoformat('2024-01-01T00:00:00Z').timestamp()) + str(datetime.fromtimestamp(0, timezone.utc)))
    log(str(date(2024, 12, 31).isocalendar()) + str(date(2024, 1, 1).weekday()) + str(date.fromordinal(738000)) + str(date.max))
    log(str(timedelta(seconds=3661.5)) + repr(timedelta(1, 2, 3)) + str(timedelta(days=-1).total_seconds()) + str(abs(timedelta(-1)) // timedelta(hours=7)))
    log(f"{d:%Y/%m/%d}" + d.astimezone(timezone(timedelta(hours=5, minutes=30), 'IST')).isoformat() + str(d.replace(month=3).timetuple().tm_yday))
    log(str(dtime(1, 2, 3).isoformat()) + str(dtime.fromisoformat('04:05')) + str(d.utctimetuple()[:6]) + str(d.time()) + d.ctime())
    class E(dt.tzinfo):
        def utcoffset(self, x): return timedelta(hours=2)
        def dst(self, x): return timedelta(0)
        def tzname(self, x): return 'EET'
    log(str(datetime(2024, 1, 1, tzinfo=E()).astimezone(UTC)) + datetime(2024, 1, 1, tzinfo=E()).strftime('%Z%z'))
    for bad in (lambda: datetime(2024, 13, 1), lambda: datetime.strptime('x', '%Y'), lambda: date.fromisoformat('nope'), lambda: datetime(2024,1,1) - d):
        try: bad()
        except (ValueError, TypeError) as e: log(type(e).__name__ + str(e))
    log(str(datetime.utcnow() < datetime.now() + timedelta(days=2)) + str(datetime.now(timezone.utc).tzinfo) + str(isinstance(datetime.now().astimezone().tzinfo, timezone)))
    log(str(sorted([date(2024, 2, 1), date(2023, 1, 1)])) + str(max(date(2024, 2, 1), date(2023, 1, 1))) + str(hash(d) == hash(d.replace())))
