# id: class-attributes-dict
# about: vars-like reading of __dict__, __name__, __qualname__, __module__, __bases__, __mro__
# tier: core
# expect_logs: ["{'a': 1, 'b': 2} Leaf","Leaf Leaf ['Base']","free free doc does it Leaf.method","base doc None","TrueTrueLeaftype","[('a', 1), ('b', 2), ('c', 3), ('d', 4)] 3","True False","True method method"]

class Base:
    """base doc"""
    kind = 'base'

class Leaf(Base):
    def __init__(self):
        self.a, self.b = 1, 2

    def method(self):
        """does it"""
        return self.a

def free(x, y=2, *args, k=3, **kw):
    """free doc"""

def tick(ctx):
    o = Leaf()
    ctx.log.info(str(o.__dict__) + ' ' + o.__class__.__name__)
    ctx.log.info(Leaf.__name__ + ' ' + Leaf.__qualname__ + ' ' + str([b.__name__ for b in Leaf.__bases__]))
    ctx.log.info(free.__name__ + ' ' + free.__doc__ + ' ' + Leaf.method.__doc__ + ' ' + Leaf.method.__qualname__)
    ctx.log.info(str(Base.__doc__) + ' ' + str(Leaf.__doc__))
    ctx.log.info(str(type(o) is Leaf) + str(isinstance(Leaf, type)) + type(o).__name__ + type(type(o)).__name__)
    o.__dict__['c'] = 3
    o.__dict__.update(d=4)
    ctx.log.info(str(sorted(o.__dict__.items())) + ' ' + str(o.c))
    ctx.log.info(str('method' in Leaf.__dict__) + ' ' + str('kind' in Leaf.__dict__))
    bound = o.method
    ctx.log.info(str(bound.__self__ is o) + ' ' + bound.__func__.__name__ + ' ' + bound.__name__)
