# id: own-on-error-loop
# about: an on_error that never ends
# expect: ordinary failed tick with a clear message; process and host stay alive


def tick(ctx):
    raise ValueError('no')


def on_error(ctx, error):
    while True:
        pass
