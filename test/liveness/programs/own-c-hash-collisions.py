# id: own-c-hash-collisions
# about: a dict whose keys all have one hash
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return False


def tick(ctx):
    table = {}
    for n in range(10**9):
        table[Key()] = n
