# id: own-c-bytes-find
# about: the slow side of searching in bytes
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    haystack = ('a' * 5_000_000).encode()
    needle = ('a' * 2_000_000 + 'b' + 'a' * 2_000_000).encode()
    while True:
        haystack.find(needle)
