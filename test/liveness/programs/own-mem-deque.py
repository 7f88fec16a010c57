# id: own-mem-deque
# about: a deque that grows in both directions
# expect: MemoryError inside the tick or the process is killed at its memory cap; reported as out of memory; host memory and other workspaces unaffected

import collections


def tick(ctx):
    d = collections.deque()
    while True:
        d.append(float(len(d)))
        d.appendleft([len(d)])
