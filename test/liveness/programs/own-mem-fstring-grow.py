# id: own-mem-fstring-grow
# about: a text that doubles in an f-string
# expect: MemoryError inside the tick or the process is killed at its memory cap

def tick(ctx):
    s = 'x'
    while True:
        s = f'{s}{s}'
