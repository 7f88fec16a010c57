# id: own-mem-join
# about: a text joined with itself until there is no more room
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    text = 'x'
    while True:
        text = text.join([text, text, text])[: 2**31 - 1]
