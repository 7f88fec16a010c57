import { syscallFilter, type FilterArch } from './syscall-filter.ts';

/**
 * Builds the walls round itself, in order, then becomes the sandbox. Perl, for it is on every Debian
 * (perl-base) and can make any system call without a native build; it uses no module. A wall that
 * cannot be built ends it: a sandbox never starts with fewer than it was told to have.
 *
 * With a PID namespace it becomes two: the first process of the namespace is the sandbox, and its parent
 * stays outside only to reap it and to end as it did. Either dies with its own parent. One that was
 * orphaned before it could ask for that has nobody at its pipe, reads the end of it and goes.
 */
const SCRIPT = String.raw`
use strict;
my ($calls, $parent, $uid, $namespaces, $root, $limits, $filter, $marks, $folders, $groups, @command) = @ARGV;
my %nr = map { my ($name, $number) = split /=/; ($name, 0 + $number) } split /,/, $calls;
sub call { my $name = shift; my $result = syscall($nr{$name}, @_); die "$name: $!\n" if $result == -1; $result }
sub mounted { my ($what, $where, $kind, $flags) = @_; my $options = 'mode=755,size=64k'; call('mount', $what, $where, $kind, $flags, $options) }
sub folder { my $path = ''; for (split m{/}, shift) { next if $_ eq ''; $path .= "/$_"; mkdir "$root$path", 0755 } }

umask 022;
for (split /\n/, $groups) { open(my $members, '>', $_) or die "cgroup: $!\n"; print $members 0; close $members or die "cgroup: $!\n" }
sub record { my ($file, $text) = @_; open(my $out, '>', "/proc/self/$file") or die "$file: $!\n"; print $out $text; close $out or die "$file: $!\n" }
my ($user, $group) = ($>, 0 + $));
call('unshare', 0 + $namespaces) if $namespaces;
if ($namespaces & 0x10000000) {
  record('setgroups', 'deny');
  record('uid_map', "$user $user 1");
  record('gid_map', "$group $group 1");
}
if ($namespaces & 0x04000000) { my $name = 'sandbox'; syscall($nr{sethostname}, $name, length $name) }
if ($root ne '') {
  my $slash = '/';
  mounted('none', $slash, 'none', 0x44000);
  mounted('tmpfs', $root, 'tmpfs', 6);
  for my $path (split /:/, $folders) {
    if (-d $path) { folder($path) }
    else { folder($path =~ s{/[^/]*$}{}r); open(my $new, '>', "$root$path") or die "file: $!\n"; close $new }
    my $target = "$root$path";
    mounted($path, $target, 'none', 0x1000);
    mounted('none', $target, 'none', 0x1027);
  }
  for my $link ('lib', 'lib64') {
    my $target = readlink "/$link";
    symlink $target, "$root/$link" if defined $target;
  }
  mounted('none', $root, 'none', 0x27);
  chdir $root or die "chdir: $!\n";
  my ($here, $old) = ('.', '.');
  call('pivot_root', $here, $old);
  call('umount2', $old, 2);
}
chdir '/' or die "chdir: $!\n";
if ($uid ne '') {
  call('setgroups', 0, 0);
  call('setresgid', 0 + $uid, 0 + $uid, 0 + $uid);
}
if ($uid ne '' or $namespaces) {
  for my $capability (0 .. 63) { syscall($nr{prctl}, 24, $capability, 0, 0, 0) }
}
call('setresuid', 0 + $uid, 0 + $uid, 0 + $uid) if $uid ne '';
call('prctl', 1, 9, 0, 0, 0);
exit 0 if getppid() != $parent;
call('prctl', 38, 1, 0, 0, 0);
for (split /,/, $limits) {
  my ($kind, $value) = split /=/;
  my $limit = pack('QQ', $value, $value);
  call('prlimit64', 0, 0 + $kind, $limit, 0);
}
if ($namespaces & 0x20000000) {
  my $inside = fork;
  die "fork: $!\n" unless defined $inside;
  if ($inside) {
    syscall($nr{close}, $_) for 0, 1, 3, 4;
    waitpid $inside, 0;
    my ($signal, $code) = ($? & 127, $? >> 8);
    kill $signal, $$ if $signal;
    exit $code;
  }
  call('prctl', 1, 9, 0, 0, 0);
}
my $path = $command[0];
my $address = unpack('Q', pack('p', $path));
my $argv = pack('(p)*', @command) . pack('Q', 0);
my @env = map { "$_=$ENV{$_}" } sort keys %ENV;
my $envp = pack('(p)*', @env) . pack('Q', 0);
if ($filter ne '') {
  my $program = pack('H*', $filter);
  my ($low, $high, @pids) = split /,/, $marks;
  substr($program, $low, 4) = pack('L', $address & 0xffffffff);
  substr($program, $high, 4) = pack('L', $address >> 32);
  substr($program, $_, 4) = pack('L', $$) for @pids;
  my $header = pack('S x6 P', length($program) / 8, $program);
  call('prctl', 22, 2, $header, 0, 0);
}
call('execve', $address, $argv, $envp);
`;

const CALLS: Readonly<Record<FilterArch, string>> = {
  x64:
    'unshare=272,mount=165,umount2=166,pivot_root=155,setgroups=116,setresgid=119,setresuid=117,' +
    'prctl=157,prlimit64=302,execve=59,close=3,sethostname=170',
  arm64:
    'unshare=97,mount=40,umount2=39,pivot_root=41,setgroups=159,setresgid=149,setresuid=147,' +
    'prctl=167,prlimit64=261,execve=221,close=57,sethostname=161',
};

const NEW_MOUNTS = 0x00020000;
const NEW_HOST_NAME = 0x04000000;
const NEW_IPC = 0x08000000;
const NEW_USER = 0x10000000;
const NEW_PIDS = 0x20000000;
const NEW_NETWORK = 0x40000000;

export interface LauncherPlan {
  readonly perl: string;
  readonly arch: FilterArch;
  /** Drops root for this uid; null where the runner is not root. */
  readonly uid: number | null;
  /** A network without devices, System V IPC and a host name of its own. */
  readonly network: boolean;
  /** Its own numbering of processes: it is the first and sees no other. */
  readonly pids: boolean;
  /** All that the process sees of the file system, read-only: absolute paths; null for everything. */
  readonly files: { readonly over: string; readonly shown: readonly string[] } | null;
  readonly seccomp: boolean;
  /** The `cgroup.procs` of the groups that it is to be in; none has a line break. */
  readonly groups: readonly string[];
  /** Most bytes of private memory; null where there is no such limit. */
  readonly dataBytes: number | null;
}

const MOST_FILES_OPEN = 64;
/** Of one uid. Node has five to eight. */
const MOST_THREADS = 48;

/** What to start, and with which arguments, so that `command` runs behind the walls of the plan. */
export function launcherCommand(
  plan: LauncherPlan,
  command: readonly string[],
): { readonly program: string; readonly args: readonly string[] } {
  const { uid, files } = plan;
  const separate = plan.network || plan.pids || files !== null;
  const namespaces =
    (plan.network ? NEW_NETWORK | NEW_IPC | NEW_HOST_NAME : 0) |
    (plan.pids ? NEW_PIDS : 0) |
    (files === null ? 0 : NEW_MOUNTS) |
    (separate && uid === null ? NEW_USER : 0);
  const limits = [
    '4=0', // core
    '1=0', // size of files written: pipes only
    `7=${MOST_FILES_OPEN}`,
    '8=0', // locked memory
    '12=0', // message queues
    ...(plan.dataBytes === null ? [] : [`2=${plan.dataBytes}`]),
    ...(uid === null ? [] : [`6=${MOST_THREADS}`]),
  ];
  const filter = plan.seccomp ? syscallFilter(plan.arch) : null;
  const args = [
    '-e',
    SCRIPT,
    CALLS[plan.arch],
    String(process.pid),
    uid === null ? '' : String(uid),
    String(namespaces),
    files?.over ?? '',
    limits.join(','),
    filter?.program.toString('hex') ?? '',
    filter === null ? '' : [...filter.execAt, ...filter.pidAt].join(','),
    files?.shown.join(':') ?? '',
    plan.groups.join('\n'),
    ...command,
  ];
  return { program: plan.perl, args };
}
