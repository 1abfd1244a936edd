import { tooMany } from './admit-attempt'
import { siteThrottles } from './database-throttles'
import { throttleKey } from './throttle-key'
import { RULES } from './throttle-rules'

/** Decides whether one more company may sign itself up now, from this address and at all. Throws `rate_limited`. */
export async function admitSignUp(address: string): Promise<void> {
  const store = siteThrottles()
  for (const [key, rule] of [
    [throttleKey(store.scope, 'sign-up', address), RULES.signUpAddress],
    [throttleKey(store.scope, 'sign-up'), RULES.signUpAll],
  ] as const) {
    const waitSeconds = await store.charge(key, rule)
    if (waitSeconds > 0) throw tooMany(waitSeconds)
  }
}
