import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { PORTS } from './addresses'

export const CLIENT = { id: 'portal', secret: 'a secret between the provider and the portal' }
export const ISSUER = `http://127.0.0.1:${PORTS.provider}`

export type ProviderAccount = { email: string; email_verified: boolean; name: string }

/** oidc-provider itself, as a company would run one: a page that asks who one is, and a code for the portal that sent one there. */
export async function startCompanyProvider(
  redirectUris: string[],
  accounts: Record<string, ProviderAccount>,
): Promise<() => Promise<void>> {
  const provider = new Provider(ISSUER, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris, grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for a test'] },
    interactions: { url: (_ctx, { uid }) => `/who/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    // The company has agreed for its people.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const server = createServer((request, response) => {
    if (!request.url!.startsWith('/who/')) return void answer(request, response)
    if (request.method === 'GET') {
      const buttons = Object.keys(accounts).map((id) => `<button name="id" value="${id}">${id}</button>`)
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<!doctype html><html lang="en"><title>Company</title><h1>Who are you?</h1><form method="post">${buttons.join('')}</form></html>`,
        )
    }
    request.once('data', (body: Buffer) => {
      const accountId = new URLSearchParams(body.toString()).get('id')!
      void provider.interactionFinished(request, response, { login: { accountId } })
    })
  })
  await new Promise<void>((done) => server.listen(PORTS.provider, '127.0.0.1', done))
  return () =>
    new Promise((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
}
