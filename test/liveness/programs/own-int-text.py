# id: own-int-text
# about: the text of a number with millions of digits
# expect: ordinary failed tick with a clear message; process and host stay alive


def tick(ctx):
    str(1 << 40_000_000)
