# id: frm-async-parts
# technique: frames through the awaitables that async generators and coroutines make
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    async def generate():
        yield 1


    async def wait():
        return [x async for x in generate()]


    parts = []
    agen = generate()
    parts += [agen, agen.asend(None), agen.athrow(ValueError), agen.aclose(), agen.__anext__()]
    coroutine = wait()
    parts += [coroutine, coroutine.__await__()]
    for part in parts:
        for name in ('ag_frame', 'cr_frame', 'gi_frame', 'ag_code', 'cr_code', 'gi_code', 'cr_await', 'ag_await'):
            for prefix in ('', '_'):
                found = getattr(part, prefix + name, None)
                if found is not None:
                    ctx.log.info('ESCAPED frm-async-parts: ' + name + repr(found)[:80])
    coroutine.close()


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED frm-async-parts: ' + repr(e)[:160])
    ctx.log.info('DONE frm-async-parts')
