# id: decimals
# about: decimal: contexts, rounding, signals
# tier: core
# expect_logs: ["3.300.33333333333333333333333333331E-7Decimal('NaN')Infinity0.10000000000000000555111512312578270211815834045410156251.52DecimalTuple(sign=0, digits=(1, 2, 3, 4, 5), exponent=-3)   1,234.500", "1.4144", "0.1428571429", "InvalidOperation", "[<class 'decimal.DivisionByZero'>]True", "0.3341.24True928", "1.02TrueTrue95.00110241.231E+20.5", "0.33333"]

from decimal import *
import decimal
def tick(ctx):
    log = ctx.log.info
    log(str(Decimal('1.1') + Decimal('2.20')) + str(Decimal(1) / 3) + str(Decimal('1e-7')) + repr(Decimal('NaN')) + str(Decimal('Infinity')) + str(Decimal(0.1)) + str(Decimal('-1.5').copy_abs()) + str(round(Decimal('2.5'))) + str(Decimal('12.345').as_tuple()) + f"{Decimal('1234.5'):>12,.3f}")
    with localcontext(prec=4) as c: log(str(Decimal(2).sqrt()) + str(c.prec))
    getcontext().prec = 10; log(str(Decimal(1) / 7)); getcontext().prec = 28
    try: Decimal('x')
    except InvalidOperation as e: log(type(e).__name__)
    try: Decimal(1) / 0
    except decimal.DivisionByZero as e: log(str(e) + str(isinstance(e, ZeroDivisionError)))
    c = Context(prec=3, rounding=ROUND_UP); log(str(c.divide(Decimal(1), Decimal(3))) + str(c.create_decimal('1.23456')) + str(getcontext().flags[Inexact]) + str(ExtendedContext.prec) + str(DefaultContext.prec))
    log(str(sum([Decimal('0.1')] * 10)) + str(max(Decimal(1), Decimal('2'))) + str(Decimal('1.0') == 1) + str(hash(Decimal(1)) == hash(1)) + str(int(Decimal('9.9'))) + str(Decimal('5').quantize(Decimal('.01'))) + str(Decimal(7) % 3) + str(Decimal(2) ** 10) + str(Decimal('1.23').normalize()) + str(Decimal('1E+2').to_integral_value()) + str(Decimal.from_float(0.5)))
    setcontext(Context(prec=5)); log(str(Decimal(1) / 3)); setcontext(Context())
