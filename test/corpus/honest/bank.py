# id: bank
# about: a bank with Decimal, dates and deep copies
# tier: core
# expect_logs: ["<Account 1 Ann 70.00> <Account 2 Bob 50> 2 True <Account 1 Ann 70.00> ['Bob', 'Ann']", "InsufficientFunds: need 500, have 50 450", "ValueError: amount must be positive ", "ValueError: amount must be positive ", "[('+', Decimal('20')), ('-', Decimal('0.5')), ('-', Decimal('50'))] [('+', Decimal('50'))]", "9.25", "(1, 340.02, 10.0, 669.98)", "(2, 340.02, 6.7, 336.66)", "(3, 340.02, 3.37, 0.0)", "2024-03-04 datetime.IsoCalendarDate(year=2025, week=1, weekday=2)"]

from decimal import Decimal, ROUND_HALF_EVEN
from datetime import date, timedelta
import functools, itertools, copy
class InsufficientFunds(Exception):
    def __init__(self, need, have): super().__init__(f'need {need}, have {have}'); self.short = need - have
class Account:
    _ids = itertools.count(1)
    def __init__(self, owner, balance=Decimal('0')):
        self.id, self.owner, self._balance, self.history = next(Account._ids), owner, balance, []
    balance = type('P', (), {'__get__': lambda s, o, t=None: o._balance})()
    def deposit(self, amount):
        if amount <= 0: raise ValueError('amount must be positive')
        self._balance += amount; self.history.append(('+', amount)); return self
    def withdraw(self, amount):
        if amount > self._balance: raise InsufficientFunds(amount, self._balance)
        self._balance -= amount; self.history.append(('-', amount)); return self
    def __repr__(self): return f'<Account {self.id} {self.owner} {self.balance}>'
    def __lt__(self, o): return self.balance < o.balance
class Bank:
    def __init__(self): self.accounts = {}
    def open(self, owner, **k): a = Account(owner, **k); self.accounts[a.id] = a; return a
    def transfer(self, a, b, amount):
        snapshot = copy.deepcopy((a.history, b.history)); before = a._balance, b._balance
        try: a.withdraw(amount); b.deposit(amount)
        except Exception: a._balance, b._balance = before; a.history, b.history = snapshot; raise
    def __iter__(self): return iter(self.accounts.values())
    def __len__(self): return len(self.accounts)
    def __contains__(self, o): return any(a.owner == o for a in self)
def interest(p, rate, days): return (p * rate * days / 365).quantize(Decimal('0.01'), ROUND_HALF_EVEN)
def schedule(principal, rate, n):
    r = rate / 12; pay = principal * r / (1 - (1 + r) ** -n); bal = principal
    for i in range(1, n + 1):
        inte = bal * r; bal -= pay - inte
        yield i, round(pay, 2), round(inte, 2), abs(round(bal, 2))
def business_days(start, n):
    d = start
    while n:
        d += timedelta(days=1)
        if d.weekday() < 5: n -= 1
    return d
def tick(ctx):
    log = ctx.log.info
    bank = Bank(); a = bank.open('Ann', balance=Decimal('100.50')); b = bank.open('Bob')
    a.deposit(Decimal('20')).withdraw(Decimal('0.5')); bank.transfer(a, b, Decimal('50'))
    log(f'{a} {b} {len(bank)} {"Ann" in bank} {max(bank)} {[x.owner for x in sorted(bank)]}')
    for f in (lambda: bank.transfer(b, a, Decimal('500')), lambda: a.deposit(Decimal('-1')), lambda: bank.transfer(a, b, 0)):
        try: f()
        except (InsufficientFunds, ValueError) as e: log(f'{type(e).__name__}: {e} {getattr(e, "short", "")}')
    log(f'{a.history} {b.history}')
    log(str(interest(Decimal('1000'), Decimal('0.0375'), 90)))
    for row in schedule(1000.0, 0.12, 3): log(str(row))
    log(f'{business_days(date(2024, 2, 28), 3)} {date(2024, 12, 31).isocalendar()}')
