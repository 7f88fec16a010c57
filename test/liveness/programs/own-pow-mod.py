# id: own-pow-mod
# about: pow of three huge numbers
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off


def tick(ctx):
    pow(3**400_000, 7**400_000, 11**400_000)
