/**
 * Charges claims in Redis, in one step that nothing comes between; a refused charge writes nothing,
 * so that there is nothing to take back.
 *
 * KEYS: what is known of this data, the mark of a young life, and two windows per counter.
 * ARGV: `all` or `each`; 1 to refuse after a loss; a name for a new life; the life and the number of
 * charges that the process was last told; two limits per counter; then per claim its counter and
 * count.
 * It answers: the life; how many charges were granted ever; milliseconds to wait because counters
 * were lost; whether anything could be charged; and five numbers per claim: milliseconds to wait
 * (0 granted), used and left of both windows.
 *
 * A life of the data begins when the server starts, or when it is emptied. `kept` is how many of
 * the charges granted before are still in it: whoever was told of more knows that some were lost.
 */
export const redisRatesScript = `
local all = ARGV[1] == 'all'
local strict = ARGV[2] == '1'
local lengths = {1000, 60000}

local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or 'unknown'
local state = redis.call('HMGET', KEYS[1], 'run', 'life', 'granted', 'kept')
local life, granted, kept = state[2], tonumber(state[3] or 0), tonumber(state[4] or 0)
if state[1] ~= run then
  life, kept = ARGV[3], granted
  redis.call('HSET', KEYS[1], 'run', run, 'life', life, 'granted', granted, 'kept', kept)
  redis.call('SET', KEYS[2], 'new', 'PX', lengths[2])
end
if strict then
  local young = redis.call('GET', KEYS[2])
  if young == 'new' and ARGV[4] ~= life and tonumber(ARGV[5]) > kept then
    young = 'lost'
    redis.call('SET', KEYS[2], young, 'KEEPTTL')
  end
  -- What was lost is over a minute after this life began.
  if young == 'lost' then
    return {life, granted, math.max(1, redis.call('PTTL', KEYS[2])), 0}
  end
end

local counters = {}
for i = 1, (#KEYS - 2) / 2 do
  counters[i] = {}
  for j = 1, 2 do
    local key = KEYS[2 * i + j]
    local used = redis.call('GET', key)
    local left = used and redis.call('PTTL', key) or lengths[j]
    if left < 0 then
      redis.call('PEXPIRE', key, lengths[j])
      left = lengths[j]
    end
    counters[i][j] = {
      key = key, limit = tonumber(ARGV[2 * i + j + 3]), length = lengths[j],
      began = used and true or false, used = tonumber(used or 0), left = left, added = 0
    }
  end
end

local answer = {life, granted, 0, 1}
local refused, charged = false, false
for i = 6 + 2 * #counters, #ARGV, 2 do
  local windows = counters[tonumber(ARGV[i])]
  local count = tonumber(ARGV[i + 1])
  local wait = 0
  for _, window in ipairs(windows) do
    if window.used + count > window.limit then wait = math.max(wait, window.left, 1) end
  end
  if wait > 0 then refused = true else charged = true end
  answer[#answer + 1] = wait
  for _, window in ipairs(windows) do
    if wait == 0 then
      window.used = window.used + count
      window.added = window.added + count
    end
    answer[#answer + 1] = window.used
    answer[#answer + 1] = window.left
  end
end
if all and refused then
  answer[4] = 0
  return answer
end

if charged then
  answer[2] = redis.call('HINCRBY', KEYS[1], 'granted', 1)
end
for _, windows in ipairs(counters) do
  for _, window in ipairs(windows) do
    if window.added > 0 and window.began then
      redis.call('INCRBY', window.key, window.added)
    elseif window.added > 0 then
      redis.call('SET', window.key, window.added, 'PX', window.length)
    end
  end
end
return answer
`
