import { describe, expect, it } from 'vitest'
import { createCommand, NewTenantForm } from './new-tenant.schema'

describe('the onboarding form', () => {
  it('names the field that is wrong, with the message to show', () => {
    const parsed = NewTenantForm.safeParse({
      name: ' ',
      slug: '-a',
      ownerEmail: 'nobody',
      ownerName: '',
      tier: 'free',
      locale: 'en',
      timeZone: 'UTC',
      country: 'KR',
      currency: 'KRW',
      brandColour: '#12345',
    })
    const faults = Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path[0], issue.message]))
    expect(faults).toEqual({
      name: 'nameRequired',
      slug: 'slugHelp',
      ownerEmail: 'ownerRequired',
      ownerName: 'ownerNameRequired',
      brandColour: 'brandBad',
    })
  })

  it('prints a command that a shell reads literally', () => {
    expect(createCommand({ slug: 'daylily', name: "Jane's & Co", brandColour: '#8a5a2b' })).toBe(
      `rowhouse tenant create daylily --name 'Jane'\\''s & Co' --brand '#8a5a2b'`,
    )
  })
})
