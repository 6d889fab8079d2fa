-- One line of JSON at the end: requests, seconds, errors, p50 and p95 in milliseconds, bytes read, answers by status.
-- With BENCH_POSTS set to a file of "path body" lines, posts them in turn instead of getting the address.
local posts = {}
local turn = 0
local crew = {}
statuses = {}

function setup(thread)
  crew[#crew + 1] = thread
end

function init(args)
  local file = os.getenv("BENCH_POSTS")
  if file then
    for line in io.lines(file) do
      local path, body = line:match("^(%S+) (%S+)$")
      posts[#posts + 1] = { path = path, body = body }
    end
  end
  local cookie = os.getenv("BENCH_COOKIE")
  if cookie then wrk.headers["Cookie"] = cookie end
  wrk.headers["Accept-Language"] = "fi"
end

function request()
  if #posts == 0 then return wrk.format() end
  turn = turn % #posts + 1
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", posts[turn].path, wrk.headers, posts[turn].body)
end

function response(status, headers, body)
  statuses[status] = (statuses[status] or 0) + 1
end

function done(summary, latency, requests)
  local errors, seen = summary.errors, {}
  for _, thread in ipairs(crew) do
    for status, count in pairs(thread:get("statuses")) do
      seen[#seen + 1] = string.format('"%d": %d', status, count)
    end
  end
  io.write(string.format(
    '{"requests": %d, "seconds": %.6f, "errors": %d, "p50": %.3f, "p95": %.3f, "bytes": %d, "statuses": {%s}}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, summary.bytes, table.concat(seen, ", ")))
end
