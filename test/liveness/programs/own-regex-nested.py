# id: own-regex-nested
# about: catastrophic backtracking over nested repeats
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out; other workspaces keep ticking; worker restarts with back-off

import re


def tick(ctx):
    re.match(r'^(([a-z])+.)+[A-Z]([a-z])+$', 'a' * 60)
