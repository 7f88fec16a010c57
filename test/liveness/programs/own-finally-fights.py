# id: own-finally-fights
# about: finally, except and with blocks that all go on when they are told to end
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True


def tick(ctx):
    while True:
        try:
            with Manager():
                while True:
                    try:
                        1 / 0
                    finally:
                        continue
        finally:
            continue
