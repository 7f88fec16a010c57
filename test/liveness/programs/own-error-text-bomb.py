# id: own-error-text-bomb
# about: an exception whose text is made without end
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out (or MemoryError)

class Endless(Exception):
    def __str__(self):
        return ''.join(iter(lambda: 'x' * 1000, None))


def tick(ctx):
    raise Endless()
