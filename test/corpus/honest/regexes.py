# id: regexes
# about: re with all its forms of flags
# tier: core
# expect_logs: ["[('a', '1'), ('b', '22')]1a 2b['a', 'b', 'c']", "{'y': '2024', 'm': '05'}(5, 7)2024-05('2024', '05')0m202405/2024<re.Match object; span=(0, 7), match='2024-05'>", "a2b44('bba', 2)a\\.b\\*c", "[('x', 'one'), ('y', 'two')]42^\\s*(\\w+)\\s*#\\s*(.*)$2re.compile('^\\\\s*(\\\\w+)\\\\s*#\\\\s*(.*)$', re.IGNORECASE|re.MULTILINE)", "re.IGNORECASEre.IGNORECASE|re.DOTALLre.IGNORECASE|re.MULTILINE64TrueFalseIGNORECASE", "<re.Match object; span=(1, 2), match='b'><re.Match object; span=(0, 3), match='aaa'>None258", "missing ), unterminated subpattern at position 00PatternError", "[('10', 'px'), ('20', 'em')]TrueTrue", "None['10', '205']['a', '-', 'b-c']"]

import re
def tick(ctx):
    log = ctx.log.info
    log(str(re.findall(r'(\w+)=(\d+)', 'a=1, b=22')) + str(re.sub(r'(\w)(\d)', r'\2\1', 'a1 b2')) + str(re.split(r'[,;]\s*', 'a, b;c')) )
    m = re.match(r'(?P<y>\d{4})-(?P<m>\d\d)', '2024-05-06')
    log(str(m.groupdict()) + str(m.span('m')) + m.group(0) + str(m.groups()) + str(m.start()) + str(m.lastgroup) + m['y'] + m.expand(r'\g<m>/\g<y>') + repr(m))
    log(re.sub(r'\d+', lambda m: str(int(m.group()) * 2), 'a1b22') + str(re.subn('a', 'b', 'aaa', count=2)) + re.escape('a.b*c'))
    p = re.compile(r'^\s*(\w+)\s*#\s*(.*)$', re.MULTILINE | re.IGNORECASE)
    log(str([mm.groups() for mm in p.finditer('x # one\n y # two')]) + str(p.flags) + p.pattern + str(p.groups) + repr(p))
    log(repr(re.I) + str(re.I | re.S) + repr(re.I | re.M) + str(int(re.X)) + str(re.I & re.I == re.I) + str(bool(re.NOFLAG)) + re.I.name)
    log(str(re.search('B', 'abc', re.I)) + str(re.fullmatch('a+', 'aaa')) + str(re.search('z', 'abc')) + str(re.compile('(?i)x', re.A).flags))
    try: re.compile('(')
    except re.error as e: log(str(e) + str(e.pos) + type(e).__name__)
    log(str(re.compile(r'''
        (\d+)  # number
        \s* ([a-z]+)''', re.VERBOSE | re.DOTALL).findall('10 px 20em')) + str(isinstance(p, re.Pattern)) + str(isinstance(m, re.Match)))
    log(str(re.match('a', 'a') and re.purge()) + str(re.findall(r'(?<=\$)\d+(?!\d)', '$10 $205')) + str(re.split('(-)', 'a-b-c', maxsplit=1)))
