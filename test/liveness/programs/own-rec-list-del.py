# id: own-rec-list-del
# about: letting go of a list nested two million deep
# expect: finishes or only this process dies

def tick(ctx):
    x = []
    for i in range(2_000_000):
        x = [x]
    x = None
    ctx.log.info('freed')
