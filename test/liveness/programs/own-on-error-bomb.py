# id: own-on-error-bomb
# about: an on_error that fills the memory after a failed tick
# expect: ordinary failed tick with a clear message; process and host stay alive


def tick(ctx):
    raise ValueError('first')


def on_error(ctx, error):
    held = []
    while True:
        held.append('x' * 1_000_000 + str(len(held)))
