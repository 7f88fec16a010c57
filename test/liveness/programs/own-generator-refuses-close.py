# id: own-generator-refuses-close
# about: generators that answer each close with another yield
# expect: ordinary failed tick with a clear message; process and host stay alive; or finishes

def stubborn():
    while True:
        try:
            yield 1
        finally:
            yield 2


def tick(ctx):
    held = [stubborn() for _ in range(1000)]
    for generator in held:
        next(generator)
    for generator in held:
        generator.close()
