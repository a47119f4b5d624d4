// A real mail server for the tests. Settings come as JSON in the first argument; what happens goes out as JSON lines.
// It ends when its standard input ends, so that it never outlives the tests.
import { readFileSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'

const settings = JSON.parse(process.argv[2] ?? '{}')
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n')

// What a recipient's name makes the server do: answer-550-5.1.1, data-451, drop-rcpt, drop-data, drop-dot.
const asked = (address) => address.split('@')[0].split('-')
const refusal = (code, enhanced) =>
  Object.assign(new Error(enhanced ? `${enhanced} As asked` : 'As asked'), { responseCode: Number(code) })
const drop = (session) => {
  for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy()
}

const server = new SMTPServer({
  disableReverseLookup: true,
  secure: settings.secure ?? false,
  key: settings.key && readFileSync(settings.key),
  cert: settings.cert && readFileSync(settings.cert),
  authOptional: !settings.user,
  allowInsecureAuth: true,
  authMethods: settings.authMethods ?? ['PLAIN', 'LOGIN'],
  disabledCommands: [...(settings.user ? [] : ['AUTH']), ...(settings.key ? [] : ['STARTTLS'])],
  onAuth: (auth, session, answer) =>
    auth.username === settings.user && auth.password === settings.password
      ? answer(null, { user: `${auth.username} by ${auth.method}` })
      : answer(refusal(535, '5.7.8')),
  onConnect: (session, answer) => {
    say({ connected: session.id })
    answer()
  },
  onRcptTo: ({ address }, session, answer) => {
    const [kind, code, enhanced] = asked(address)
    if (kind === 'answer') return answer(refusal(code, enhanced))
    if (address.startsWith('drop-rcpt')) return drop(session)
    answer()
  },
  onData: (stream, session, answer) => {
    const to = session.envelope.rcptTo[0].address
    const [kind, code, enhanced] = asked(to)
    // "drop-data" breaks off while the mail is on its way: whether the client sees it before or after its last byte is chance.
    if (to.startsWith('drop-data')) stream.once('data', () => drop(session))
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', () => {
      if (to.startsWith('drop-data')) return
      if (kind === 'data') return answer(refusal(code, enhanced))
      say({
        mail: {
          from: session.envelope.mailFrom.address,
          to,
          data: Buffer.concat(chunks).toString('latin1'),
          secure: session.secure,
          user: session.user ?? null,
          connection: session.id,
        },
      })
      if (to.startsWith('drop-dot')) return drop(session)
      if (!to.startsWith('silent')) answer(null, 'Taken')
    })
  },
})
server.on('error', (error) => say({ error: String(error) }))
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }))
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
