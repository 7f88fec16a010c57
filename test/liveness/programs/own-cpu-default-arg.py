# id: own-cpu-default-arg
# about: a loop without end in the default of an argument of tick
# expect: load is under the same timeout as a tick: killed

def tick(ctx, x=sum(i for i in iter(int, 1))):
    pass
