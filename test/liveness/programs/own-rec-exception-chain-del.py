# id: own-rec-exception-chain-del
# about: letting go of 300,000 causes
# expect: finishes or only this process dies

def tick(ctx):
    e = None
    for i in range(300_000):
        n = ValueError(i)
        n.__cause__ = e
        e = n
    e = n = None
    ctx.log.info('freed')
