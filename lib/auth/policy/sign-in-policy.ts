import { z } from 'zod'

const Policy = z.object({
  /** `required`: a member who signs in with a password sets one up before anything else. */
  secondFactor: z.enum(['optional', 'required']).catch('optional').default('optional'),
  /** Only by the tenant's own provider; owners keep their password, for the day on which the provider is away. */
  isProviderOnly: z.boolean().catch(false).default(false),
})
/** How members of a tenant may sign in. */
export type SignInPolicy = z.output<typeof Policy>

/** The row of `settings` that holds it. */
export const POLICY_KEY = 'sign-in'

/** A tenant that has never changed it has no row. */
export const readPolicy = (value: unknown): SignInPolicy => Policy.parse(value ?? {})
