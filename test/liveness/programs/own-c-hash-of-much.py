# id: own-c-hash-of-much
# about: a hash of a hundred megabytes, again and again
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out (or MemoryError)

import hashlib


def tick(ctx):
    block = ('x' * 50_000_000).encode()
    while True:
        hashlib.sha512(block).digest()
