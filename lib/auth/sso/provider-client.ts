import { createHash } from 'node:crypto'
import * as client from 'openid-client'
import { checkOutboundUrl, guardedFetch } from '@/lib/core'
import type { Provider } from './provider'
import { explainProvider, incomplete, otherIssuer } from './provider-errors'

export type ProviderClient = client.Configuration

const CACHE_MINUTES = 10
const CACHE_MAX = 500
const known = new Map<string, { at: number; config: Promise<ProviderClient> }>()

/**
 * What openid-client needs to speak to a provider. Discovery is asked for every ten minutes and its keys are kept with it; a key that
 * they do not know is looked for at once, at most once a minute, so that a provider may change its keys at any time.
 */
export async function providerClient(provider: Provider): Promise<ProviderClient> {
  const { tenantId, issuer, clientId, clientSecret } = provider
  const key = createHash('sha256')
    .update(JSON.stringify([tenantId, issuer, clientId, clientSecret]))
    .digest('base64')
  const found = known.get(key)
  if (found && Date.now() - found.at < CACHE_MINUTES * 60_000) return found.config
  const config = discover(provider)
  known.delete(key)
  known.set(key, { at: Date.now(), config })
  if (known.size > CACHE_MAX) known.delete(known.keys().next().value!)
  config.catch(() => known.delete(key))
  return config
}

/** Asks the provider now. Throws `invalid_input` and `unavailable` in words for whoever entered the address. */
export async function discover({ issuer, clientId, clientSecret }: Provider): Promise<ProviderClient> {
  const server = checkOutboundUrl(issuer)
  // Plain http passes the guard for addresses of OUTBOUND_ALLOW alone.
  const isPlain = server.protocol === 'http:'
  try {
    const found = await client.discovery(server, clientId, undefined, client.None(), {
      [client.customFetch]: throughGuard,
      execute: isPlain ? [client.allowInsecureRequests] : [],
    })
    const metadata = found.serverMetadata()
    if (metadata.issuer !== issuer) throw otherIssuer(metadata.issuer)
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
      const address = metadata[name]
      if (!address) throw incomplete(name)
      checkOutboundUrl(address)
    }
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const auth = methods.includes('client_secret_basic') ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret)
    const config = new client.Configuration(metadata, clientId, { client_secret: clientSecret, [client.clockTolerance]: 30 }, auth)
    config[client.customFetch] = throughGuard
    // The signature counts also where TLS says who answered: a token is believed for its keys, whatever stands in between.
    client.enableNonRepudiationChecks(config)
    if (isPlain) client.allowInsecureRequests(config)
    return config
  } catch (error) {
    throw explainProvider(error, server.hostname)
  }
}

/** Every address that the library asks, entered or discovered, goes through the guard; redirects are not followed. */
async function throughGuard(url: string, { method, headers, body }: client.CustomFetchOptions): Promise<Response> {
  const answer = await guardedFetch(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers,
    body: body === null || body === undefined ? undefined : String(body),
    timeoutMs: 8000,
    bytesMax: 512 * 1024,
  })
  const heads = Object.entries(answer.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  const isBare = [204, 205, 304].includes(answer.status)
  return new Response(isBare || answer.isCut ? null : new Uint8Array(answer.body), { status: answer.status, headers: heads })
}
