# id: own-del-loop-in-cycle
# about: a finalizer that loops, found by the collector in the middle of the tick
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out

class Node:
    def __del__(self):
        while True:
            pass


def tick(ctx):
    while True:
        node = Node()
        node.me = node
        del node
