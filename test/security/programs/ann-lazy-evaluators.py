# id: ann-lazy-evaluators
# technique: the functions that evaluate annotations, bounds and aliases when asked
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    type Alias = (ctx, print)


    def generic[T: 'ctx.log.info.__globals__' = '__import__("os")'](x: '__import__("os")') -> T:
        return x


    class Holder:
        value: '__import__("js")' = 1


    def values():
        yield Alias.__value__
        yield Alias.evaluate_value
        for parameter in generic.__type_params__:
            yield parameter.__bound__
            yield getattr(parameter, '__default__', None)
            yield parameter.evaluate_bound
            yield parameter.evaluate_default
        yield Holder.__annotations__
        yield generic.__annotations__
        for target in (Holder, generic):
            yield getattr(target, '__annotate__', None)


    for value in values():
        ctx.log.info(repr(value)[:80])
        for name in ('__globals__', '__code__', '__closure__', '__builtins__', 'system'):
            if getattr(value, name, None) is not None:
                ctx.log.info('ESCAPED ann-lazy-evaluators: ' + name)
    for evaluate in (Alias.evaluate_value, *[p.evaluate_bound for p in generic.__type_params__]):
        for how in (1, 2, 3, 4):
            try:
                found = evaluate(how)
            except Exception as e:
                ctx.log.info(repr(e)[:80])
                continue
            if hasattr(found, 'system') or 'module' in repr(found):
                ctx.log.info('ESCAPED ann-lazy-evaluators: ' + repr(found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED ann-lazy-evaluators: ' + repr(e)[:160])
    ctx.log.info('DONE ann-lazy-evaluators')
