import { now, seal, unseal } from '@/lib/core'

export const purposeOf = (tenantId: string) => `webhook:${tenantId}`

export const sealSecret = (tenantId: string, secret: string): string => seal(secret, purposeOf(tenantId))

/** The secrets that hold now, the newest first. */
export function validSecrets(
  tenantId: string,
  { secret, previousSecret, previousUntil }: { secret: string; previousSecret: string | null; previousUntil: Date | null },
): string[] {
  const isPreviousValid = previousSecret !== null && previousUntil !== null && previousUntil > now()
  return [secret, ...(isPreviousValid ? [previousSecret] : [])].map((sealed) => unseal(sealed, purposeOf(tenantId)))
}
