# id: attr-class-of-library
# technique: attributes of library classes are assigned
# layer: python
# goal: host-tamper
# success_marker: ESCAPED


def attempt(ctx):
    import collections, decimal, json, random, statistics
    done = []
    for cls in (json.JSONEncoder, json.JSONDecoder, random.Random, statistics.NormalDist, collections.UserDict, collections.ChainMap, collections.Counter, collections.OrderedDict):
        try:
            cls.planted = 1
            done.append(cls.__name__)
        except Exception:
            pass
    if done:
        ctx.log.info('ESCAPED attr-class-of-library: ' + repr(done))
    raise ValueError('all refused')


def tick(ctx):
    try:
        attempt(ctx)
    except Exception as e:
        ctx.log.info('BLOCKED attr-class-of-library: ' + repr(e)[:160])
    ctx.log.info('DONE attr-class-of-library')
