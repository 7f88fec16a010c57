# id: own-c-int-from-text
# about: an int of millions of digits, made of and into hexadecimal and back
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    n = int('f' * 3_000_000, 16)
    while True:
        n = int(hex(n * n % (1 << 12_000_000)), 16) | 1
