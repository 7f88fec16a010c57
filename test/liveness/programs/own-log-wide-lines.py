# id: own-log-wide-lines
# about: lines of a megabyte, of characters that take four bytes
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    line = '\U0001f40d' * 250_000
    while True:
        ctx.log.info(line)
        print(line, line, end='')
