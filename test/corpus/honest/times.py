# id: times
# about: time
# tier: core
# expect_logs: ["2023-11-14T22:13:20ZTrueThu Jan  1 00:00:00 1970time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=1, tm_isdst=0)time.struct_time(tm_year=2000, tm_mon=11, tm_mday=30, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=335, tm_isdst=-1)", "TrueTrueTrueTrueTrueTrueThu", "ValueError: sleep length must be non-negative", "TypeError: 'str' object cannot be interpreted as an integer or float", "TypeError: 'NoneType' object cannot be interpreted as an integer or float", "3"]

import time
def tick(ctx):
    log = ctx.log.info
    log(time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(1700000000)) + str(time.mktime(time.localtime(1700000000)) == 1700000000) + time.asctime(time.gmtime(0)) + str(time.gmtime(0)) + str(time.strptime('30 Nov 00', '%d %b %y')))
    t = time.perf_counter(); time.sleep(0); time.sleep(0.001); log(str(time.perf_counter() >= t) + str(time.time_ns() > 10 ** 18) + str(time.monotonic_ns() > 0) + str(time.process_time() >= 0) + str(isinstance(time.timezone, int)) + str(time.gmtime().tm_year >= 2024) + time.ctime(0)[:3])
    for bad in (-1, 'x', None):
        try: time.sleep(bad)
        except (ValueError, TypeError) as e: log(type(e).__name__ + ': ' + str(e))
    log(str(time.struct_time((2024, 1, 2, 3, 4, 5, 6, 7, 0)).tm_hour))
