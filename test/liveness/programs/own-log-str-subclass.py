# id: own-log-str-subclass
# about: a text that lies about its length and its bytes
# expect: stored as data; host unharmed

def tick(ctx):
    class S(str):
        def __str__(self):
            return self
        def __len__(self):
            return -1
        def encode(self, *a):
            while True:
                pass
        def __getitem__(self, i):
            raise ValueError
    ctx.log.info(S('fine'))
    ctx.log.info(S('x' * 5000))
