# id: singledispatch
# about: singledispatch by argument and annotation, over ABCs and unions
# tier: core
# expect_logs: ["int int seq seq map map num num none str obj A", "int!showshowsTrueTrue10", "isdefault", "show requires at least 1 positional argument"]

import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from decimal import Decimal
@functools.singledispatch
def show(x, extra=''):
    "shows"
    return 'obj' + extra
@show.register(int)
def show_int(x, extra=''): return 'int' + extra
@show.register(list)
@show.register(tuple)
def _(x, extra=''): return 'seq'
@show.register
def _(x: Mapping, extra=''): return 'map'
@show.register
def _(x: float | Decimal, extra=''): return 'num'
@show.register(type(None))
def _(x, extra=''): return 'none'
show.register(str, lambda x, extra='': 'str')
class A: pass
class B(A): pass
@show.register(A)
def _(x, extra=''): return 'A'
class Fmt:
    @functools.singledispatchmethod
    def fmt(self, arg): return 'default'
    @fmt.register
    def _(self, arg: int): return 'i'
    @fmt.register(str)
    def _(self, arg): return 's'
def tick(ctx):
    ctx.log.info(' '.join(show(x) for x in [1, True, [1], (1,), {}, OrderedDict(), 1.5, Decimal(1), None, 's', {1}, B()]))
    ctx.log.info(show(1, extra='!') + show.__name__ + show.__doc__ + str(show.dispatch(bool) is show_int) + str(int in show.registry) + str(len(show.registry)))
    f = Fmt(); ctx.log.info(f.fmt(1) + f.fmt('a') + f.fmt(None))
    try: show()
    except TypeError as e: ctx.log.info(str(e))
