# id: own-async-never
# about: a coroutine that is sent to for ever and never ends
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

class Again:
    def __await__(self):
        yield 1


async def forever():
    while True:
        await Again()


def tick(ctx):
    coroutine = forever()
    while True:
        coroutine.send(None)
