# id: own-mem-bytes
# about: bytes that double
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected


def tick(ctx):
    x = 'x'.encode()
    while True:
        x += x
