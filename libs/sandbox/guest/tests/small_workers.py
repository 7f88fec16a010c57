"""Workers of a few lines, run against a host of the tests."""

from host_double import Bench


def run(source, ticks=1):
    bench = Bench()
    loaded = bench.load(source)
    if not loaded['ok']:
        raise AssertionError(loaded)
    for number in range(1, ticks + 1):
        result = bench.run(number=number)
        if not result['ok']:
            raise AssertionError(result['error']['traceback'])
    return bench


def tick(*lines):
    return 'def tick(ctx):\n' + ''.join(f'    {line}\n' for line in lines)


def caught(expression):
    return run(
        tick(
            'try:',
            f'    {expression}',
            'except Exception as e:',
            "    ctx.log.info(type(e).__name__ + ': ' + str(e))",
        )
    ).messages
