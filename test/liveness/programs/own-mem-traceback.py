# id: own-mem-traceback
# about: exceptions that hold each other and all their frames
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    held = []


    def raises(n):
        block = [n] * 100_000
        raise ValueError(block)


    while True:
        try:
            raises(len(held))
        except Exception as e:
            held.append(e)
