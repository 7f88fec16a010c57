# id: own-load-huge-literal
# about: a literal at module level that takes the memory to compile
# expect: load fails with out of memory, or SyntaxError or RecursionError, or is refused, or finishes

VALUE = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1,),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),),) * 10**7
OTHER = [VALUE] * 3


def tick(ctx):
    pass
