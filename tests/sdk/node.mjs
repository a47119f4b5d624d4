// Segment's own Node SDK against a server: what it is told (JSON, first argument), then one line of JSON about how it went.
import { gzipSync } from 'node:zlib'
import { Analytics } from '@segment/analytics-node'

const { host, writeKey, packed, calls } = JSON.parse(process.argv[2])

const statuses = []
const errors = []
const analytics = new Analytics({
  writeKey,
  host,
  flushAt: 10,
  // The SDK sends plain JSON; its own extension point packs it.
  ...(packed && {
    httpClient: (url, { body, headers, ...rest }) =>
      fetch(url, { ...rest, body: gzipSync(body), headers: { ...headers, 'Content-Encoding': 'gzip' } }),
  }),
})
analytics.on('http_response', ({ status }) => statuses.push(status))
analytics.on('error', (error) => errors.push(error.code))

for (const [method, call] of calls) analytics[method](call)
await analytics.flush()
await analytics.closeAndFlush()
console.log(JSON.stringify({ statuses, errors }))
