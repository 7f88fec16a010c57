# id: own-state-flood-values
# about: as much state as a tick can write, each value as large as may be
# expect: ordinary failed tick with a clear message; process and host stay alive; or killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    value = 'x' * 500_000
    for n in range(100_000):
        ctx.state.set('key' + str(n), value)
