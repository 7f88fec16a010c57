/**
 * What must be one step, as Lua. Every script names all its keys, and all of them are of one worker and
 * so of one slot. Times are those of the server. `allow-oom`: what frees memory, or lets a worker tick
 * that would free some, works when a write would not.
 *
 * A lease is a hash: `tick`, `due`, `mark`, `fence`, `ends` (epoch ms), `life` (held, finished, retired)
 * `barrier`: tries of its holder numbered up to it have been given up, and must not write any more; and
 * `removed`: the first try of the call that last deleted something. `awaiter` is the tick that last found
 * another one running, `awaited` when it first did (epoch ms).
 */
const NOW_MS = `
local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end`;

/** ARGV 1 to 3: fence ('' for the owner), number of this try, barrier. */
const ALLOWED = `${NOW_MS}
local function refusal(key)
  local l = redis.call('HMGET', key, 'fence', 'ends', 'life', 'barrier')
  if ARGV[1] == '' then
    return l[3] == 'retired' and 'fenced' or nil
  end
  if l[1] ~= ARGV[1] or l[3] ~= 'held' or tonumber(l[2]) <= now_ms() then return 'fenced' end
  if tonumber(ARGV[2]) <= tonumber(l[4]) then return 'overtaken' end
  if tonumber(ARGV[3]) > tonumber(l[4]) then redis.call('HSET', key, 'barrier', ARGV[3]) end
  return nil
end
local refused = refusal(KEYS[3])`;

export const SCRIPTS = {
  /** KEYS: values, index, lease. ARGV 4 to 6: key, value, most keys. */
  stateSet: {
    numberOfKeys: 3,
    lua: `#!lua
${ALLOWED}
if refused then return refused end
if redis.call('HEXISTS', KEYS[1], ARGV[4]) == 0 then
  if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[6]) then return 'full' end
  redis.call('ZADD', KEYS[2], 0, ARGV[4])
end
redis.call('HSET', KEYS[1], ARGV[4], string.format('%.0f ', now_ms()) .. ARGV[5])
return 'stored'`,
  },
  /** KEYS: values, index, lease. ARGV 4 and 5: key, number of the call's first try. */
  stateDelete: {
    numberOfKeys: 3,
    lua: `#!lua flags=allow-oom
${ALLOWED}
if refused then return refused end
redis.call('ZREM', KEYS[2], ARGV[4])
local removed = redis.call('HDEL', KEYS[1], ARGV[4])
if ARGV[1] == '' then return removed end
-- Asked again since the answer was lost, it still says what it did.
if removed == 1 then redis.call('HSET', KEYS[3], 'removed', ARGV[5])
elseif redis.call('HGET', KEYS[3], 'removed') == ARGV[5] then return 1 end
return removed`,
  },
  /** KEYS: values, index, lease. */
  stateClear: {
    numberOfKeys: 3,
    lua: `#!lua flags=allow-oom
${ALLOWED}
-- The owner clears what a retired worker has left.
if refused and ARGV[1] ~= '' then return refused end
redis.call('UNLINK', KEYS[1], KEYS[2])
return 'cleared'`,
  },
  /** KEYS: values, index. ARGV: first place, most entries, bytes after which to stop. */
  stateList: {
    numberOfKeys: 2,
    lua: `#!lua flags=no-writes
local keys = redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], '+', 'LIMIT', 0, tonumber(ARGV[2]))
local found, bytes = {}, 0
for i, key in ipairs(keys) do
  local value = redis.call('HGET', KEYS[1], key)
  found[#found + 1] = key
  found[#found + 1] = value
  bytes = bytes + #value
  if bytes > tonumber(ARGV[3]) and i < #keys then return {1, found} end
end
return {0, found}`,
  },
  /** KEYS: lease. ARGV: tick, due, mark, ttl ms, how long to remember ms. */
  leaseAcquire: {
    numberOfKeys: 1,
    lua: `#!lua flags=allow-oom
${NOW_MS}
local l = redis.call('HMGET', KEYS[1], 'tick', 'due', 'mark', 'fence', 'ends', 'life', 'awaiter', 'awaited')
local now = now_ms()
local fence = 0
local awaited = l[7] == ARGV[1] and string.format('%.0f', math.max(now - tonumber(l[8]), 0)) or ''
if l[6] then
  if l[6] == 'retired' then return {'finished'} end
  if l[6] == 'held' and tonumber(l[5]) > now then
    if l[3] == ARGV[3] then return {'acquired', l[4], awaited} end
    if l[1] ~= ARGV[1] and l[7] ~= ARGV[1] then
      redis.call('HSET', KEYS[1], 'awaiter', ARGV[1], 'awaited', string.format('%.0f', now))
    end
    return {'busy', l[1]}
  end
  if l[6] == 'held' and l[1] == ARGV[1] then return {'abandoned'} end
  if tonumber(l[2]) >= tonumber(ARGV[2]) then return {'finished'} end
  fence = tonumber(l[4])
end
local t = redis.call('TIME')
fence = string.format('%.0f', math.max(fence + 1, t[1] * 1000000 + t[2]))
redis.call('HSET', KEYS[1], 'tick', ARGV[1], 'due', ARGV[2], 'mark', ARGV[3], 'fence', fence,
  'ends', string.format('%.0f', now + tonumber(ARGV[4])), 'life', 'held', 'barrier', '0', 'removed', '0')
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[5]) - 86400000 then
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
return {'acquired', fence, awaited}`,
  },
  /** KEYS: lease. ARGV: fence, ttl ms. */
  leaseRenew: {
    numberOfKeys: 1,
    lua: `#!lua flags=allow-oom
${NOW_MS}
local l = redis.call('HMGET', KEYS[1], 'fence', 'ends', 'life')
local now = now_ms()
if l[1] ~= ARGV[1] or l[3] ~= 'held' or tonumber(l[2]) <= now then return 0 end
redis.call('HSET', KEYS[1], 'ends', string.format('%.0f', now + tonumber(ARGV[2])))
return 1`,
  },
  /** KEYS: lease. ARGV: fence. */
  leaseFinish: {
    numberOfKeys: 1,
    lua: `#!lua flags=allow-oom
${NOW_MS}
local l = redis.call('HMGET', KEYS[1], 'fence', 'ends', 'life')
if l[1] ~= ARGV[1] or l[3] ~= 'held' or tonumber(l[2]) <= now_ms() then return 0 end
return redis.call('HSET', KEYS[1], 'life', 'finished')`,
  },
  /** KEYS: lease. */
  leaseRunning: {
    numberOfKeys: 1,
    lua: `#!lua flags=no-writes
${NOW_MS}
local l = redis.call('HMGET', KEYS[1], 'tick', 'ends', 'life')
if l[3] ~= 'held' or tonumber(l[2]) <= now_ms() then return nil end
return l[1]`,
  },
  /** KEYS: lease. ARGV: how long to remember ms. */
  leaseRetire: {
    numberOfKeys: 1,
    lua: `#!lua flags=allow-oom
redis.call('HSET', KEYS[1], 'life', 'retired')
return redis.call('PEXPIRE', KEYS[1], ARGV[1])`,
  },
  /** KEYS: counter. ARGV: amount, window ms. */
  counterAdd: {
    numberOfKeys: 1,
    lua: `#!lua
${NOW_MS}
local total = redis.call('INCRBY', KEYS[1], ARGV[1])
local rest = redis.call('PTTL', KEYS[1])
if rest < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  rest = tonumber(ARGV[2])
end
return {total, string.format('%.0f', now_ms() + rest)}`,
  },
} as const;

export type ScriptName = keyof typeof SCRIPTS;
