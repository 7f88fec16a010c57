# id: own-c-str-replace
# about: str.replace that grows and shrinks a long text, in C, without end
# expect: killed at the wall-clock timeout by the supervisor (SIGKILL); tick reported as timed out


def tick(ctx):
    text = 'ab' * 1_000_000
    while True:
        text = text.replace('a', 'aa').replace('aa', 'a')
