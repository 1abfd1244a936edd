import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

/** What one sign-in's token says in place of the truth. */
export type Lie = {
  claims?: Record<string, unknown>
  alg?: 'none'
  /** Signed by a key that the provider has not published. */
  isForged?: boolean
}
export type Account = { sub: string; email?: string; email_verified?: boolean; name?: string; xms_edov?: boolean }

/** A provider that does as the test says, also what no provider may: the real one is in the browser journeys. */
export class FakeProvider {
  issuer = ''
  readonly clientId = 'rowhouse'
  readonly clientSecret = 'a secret of the client'
  asked: string[] = []
  /** Added to what it says of itself. */
  configuration: Record<string, unknown> = {}
  private key!: { kid: string; privateKey: CryptoKey; publicJwk: Record<string, unknown> }
  private readonly codes = new Map<string, { nonce: string; challenge: string; account: Account; lie: Lie }>()
  private readonly server = createServer((request, response) => void this.answer(request, response))

  async open(): Promise<this> {
    await this.rotate()
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  close = () => new Promise<void>((done) => this.server.close(() => done()))

  async rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const kid = `key-${Math.random()}`
    this.key = { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } }
  }

  /** The person signs in at `url`; returns where the provider sends the browser. */
  visit(url: string, account: Account, lie: Lie = {}): URL {
    const asked = new URL(url).searchParams
    const code = `code-${Math.random()}`
    this.codes.set(code, { nonce: asked.get('nonce')!, challenge: asked.get('code_challenge')!, account, lie })
    const back = new URL(asked.get('redirect_uri')!)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state')!)
    return back
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { issuer } = this
    this.asked.push(request.url!)
    const say = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration')
      return void say({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'none'],
        ...this.configuration,
      })
    if (request.url === '/jwks') return void say({ keys: [this.key.publicJwk] })
    if (request.url !== '/token') return void say({}, 404)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const basic = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString()
    const [id, secret] = basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    if (id !== this.clientId || secret !== this.clientSecret) {
      response.setHeader('www-authenticate', 'Basic realm="provider", error="invalid_client"')
      return void say({ error: 'invalid_client' }, 401)
    }
    const given = this.codes.get(form.get('code') ?? '')
    this.codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!given || given.challenge !== challenge) return void say({ error: 'invalid_grant' }, 400)
    say({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: await this.token(given) })
  }

  private async token({ nonce, account, lie }: { nonce: string; account: Account; lie: Lie }): Promise<string> {
    const at = Math.floor(Date.now() / 1000)
    const claims = { iss: this.issuer, aud: this.clientId, nonce, iat: at, exp: at + 60, ...account, ...lie.claims }
    if (lie.alg === 'none') return new UnsecuredJWT(claims).encode()
    const { privateKey } = lie.isForged ? await generateKeyPair('RS256') : this.key
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: this.key.kid }).sign(privateKey)
  }
}
