import * as client from 'openid-client'
import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import type { Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { noteTested } from './manage-provider'
import { findProvider } from './provider'
import { discover } from './provider-client'
import { explainProvider, isWord } from './provider-errors'
import { CALLBACK_PATH } from './start-sso'

type Input = { origin: string; requestId?: string | null }

/**
 * Tries all that can be tried without a person: the address, its configuration, and whether it takes client id and secret. For the
 * last, it is sent a code that nobody has: "this code is wrong" means that it knows who asks.
 */
export async function testProvider(db: TenantDb, actor: Principal, { origin, requestId }: Input): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  const provider = await findProvider(db)
  if (!provider) throw new AppError('not_found', { message: 'There is no company sign-in here.', key: 'auth.errors.ssoOff' })
  const config = await discover(provider)
  try {
    await client.genericGrantRequest(config, 'authorization_code', {
      code: 'a-test-of-the-connection',
      redirect_uri: origin + CALLBACK_PATH,
      code_verifier: client.randomPKCECodeVerifier(),
    })
  } catch (error) {
    if (!isWord(error, 'invalid_grant') && !isWord(error, 'invalid_request'))
      throw explainProvider(error, new URL(provider.issuer).hostname)
  }
  await noteTested(db, actor, provider.issuer, requestId)
}
