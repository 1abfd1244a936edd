import { z } from 'zod'

const SLUG = /^(?!\d+$)(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$/

/** The onboarding form. The use case checks all of it again; this is for words at the right field before anything is sent. */
export const NewTenantForm = z.object({
  name: z.string().trim().min(1, 'nameRequired').max(120),
  slug: z.string().regex(SLUG, 'slugHelp'),
  ownerEmail: z.string().trim().max(254).pipe(z.email('ownerRequired')),
  ownerName: z.string().trim().min(1, 'ownerNameRequired').max(120),
  tier: z.string().min(1),
  locale: z.enum(['en', 'ko']),
  timeZone: z.string().min(1),
  country: z.string().length(2),
  currency: z.string().length(3),
  brandColour: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'brandBad'),
})
export type NewTenantValues = z.infer<typeof NewTenantForm>

/** The command that does the same as the form. Single quotes, as a POSIX shell takes a text literally. */
export function createCommand(values: Pick<NewTenantValues, 'slug'> & Partial<NewTenantValues>): string {
  const quote = (text: string) => (/^[\w@.:/#+-]+$/.test(text) && !text.startsWith('#') ? text : `'${text.replaceAll("'", `'\\''`)}'`)
  const flags: [string, string | undefined][] = [
    ['name', values.name],
    ['owner', values.ownerEmail],
    ['owner-name', values.ownerName],
    ['tier', values.tier],
    ['locale', values.locale],
    ['time-zone', values.timeZone],
    ['country', values.country],
    ['currency', values.currency],
    ['brand', values.brandColour],
  ]
  const given = flags.filter((flag): flag is [string, string] => Boolean(flag[1]))
  return ['rowhouse tenant create', values.slug || 'slug', ...given.map(([flag, value]) => `--${flag} ${quote(value)}`)].join(' ')
}
