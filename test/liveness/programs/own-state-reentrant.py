# id: own-state-reentrant
# about: values that change the state while they are stored
# expect: one consistent snapshot or an error; host unharmed

def tick(ctx):
    class D(dict):
        def items(self):
            ctx.state.set('inner', 1)
            return [('a', 1)]
    class L(list):
        def __iter__(self):
            ctx.state.delete('inner')
            return iter([1, 2])
    class S(str):
        def __str__(self):
            ctx.state.set('s', 1)
            return 'evil'
    ctx.state.set('v', [D(x=1), L([5]), S('t')])
    ctx.log.info(str(ctx.state.get_all()))
