# id: name-class-body-guards
# technique: a class body whose namespace answers for the guards that the compiler put in
# layer: python
# goal: capability
# success_marker: ESCAPED


def attempt(ctx):
    import json
    taken = []


    class Match:
        __match_args__ = ('__dict__', '__globals__', '__defaults__')


    class Meta2(type):
        def __instancecheck__(cls, obj):
            return True


    class Any(metaclass=Meta2):
        __match_args__ = ('__dict__',)


    class Guard:
        cls = Any


    class Namespace(dict):
        def __getitem__(self, key):
            taken.append(key)
            if key == '<attribute>':
                return lambda obj, name: taken.append((obj, name))
            if key[:8] == '<pattern' and len(key) > 9:
                return Guard
            return dict.__getitem__(self, key)


    class Meta(type):
        def __prepare__(*args):
            return Namespace()


    class Body(metaclass=Meta):
        subject = json.dumps
        found = None
        match subject:
            case Match(found):
                pass


    if type(Body.found) is dict:
        Body.found['planted'] = 1
        if hasattr(json.dumps, 'planted'):
            ctx.log.info('ESCAPED name-class-body-guards: holds the dictionary of a library function')
    elif Body.found is not None:
        ctx.log.info('ESCAPED name-class-body-guards: ' + repr(Body.found)[:80])


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED name-class-body-guards: ' + repr(e)[:160])
    ctx.log.info('DONE name-class-body-guards')
