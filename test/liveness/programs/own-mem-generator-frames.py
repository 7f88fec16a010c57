# id: own-mem-generator-frames
# about: generators that each hold what they need
# expect: MemoryError inside the tick or the process is killed at its memory cap

def tick(ctx):
    def g():
        x = 'y' * 10_000 + str(len(keep))
        yield x
        yield x
    keep = []
    while True:
        it = g()
        next(it)
        keep.append(it)
