import { request } from 'node:http'
import { createServer, type Server } from 'node:https'
import { generate } from 'selfsigned'
import { BASE_DOMAIN } from './addresses'

/** TLS in front of the product, as in production: it passes every header on as it came, and a certificate is made for each run. */
export async function startTlsProxy(port: number, target: number): Promise<Server> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: BASE_DOMAIN }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - 86_400_000),
    notAfterDate: new Date(Date.now() + 7 * 86_400_000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: BASE_DOMAIN },
          { type: 2, value: `*.${BASE_DOMAIN}` },
          { type: 2, value: '*.test' },
        ],
      },
    ],
  })
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const onward = request({
      host: '127.0.0.1',
      port: target,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.rawHeaders as unknown as Record<string, string>,
    })
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}
