import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { inviteMember, listMails, type MailKind, queueMail } from '..'
import { type House, openHouse, service } from '../testing/house'

const KINDS: MailKind[] = [
  'invitation',
  'passwordReset',
  'passwordChanged',
  'newSignIn',
  'factorAdded',
  'factorRemoved',
  'recoveryCodeUsed',
]
let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world, { slug: 'sumac', name: 'Sumac & <Sons>', timeZone: 'Asia/Seoul' })
})
afterAll(() => world.close())

async function written(kind: MailKind, locale: string | null, tenant = house.tenant) {
  const at = new Date('2026-11-23T03:04:00Z')
  await house.db.$transaction((tx) => queueMail(tx, tenant, { kind, to: 'ada@sumac.test', locale, path: '/x/abc?a=1&b=2', at }))
  return (await listMails(house.db, { limit: 1 }))[0]!
}

describe('a mail', () => {
  it.each(
    KINDS.flatMap(
      (kind) =>
        [
          [kind, 'en'],
          [kind, 'ko'],
        ] as const,
    ),
  )('%s in %s is whole: subject, text, button, time of the tenant', async (kind, locale) => {
    const mail = await written(kind, locale)
    expect(mail.subject).toContain('Sumac & <Sons>')
    for (const body of [mail.text, mail.html]) {
      expect(body).not.toMatch(/rowhouse/i)
      expect(body).not.toMatch(/undefined|\{\w+\}|mail\.\w+/)
    }
    expect(mail.text).toContain('http://sumac.localhost:3000/x/abc?a=1&b=2')
    if (kind !== 'invitation') expect(mail.text).toContain('ada@sumac.test')
    expect(mail.text).toContain(locale === 'ko' ? '2026년 11월 23일 12:04' : '23 November 2026 at 12:04')
    expect(/[가-힣]/.test(mail.subject + mail.text)).toBe(locale === 'ko')
  })

  it('puts names into HTML as text', async () => {
    const { html } = await written('invitation', 'en')
    expect(html).toContain('Sumac &#38; &#60;Sons&#62;')
    expect(html).not.toContain('<Sons>')
  })

  it('without a language of its reader is in the tenant’s, and in English where that is unknown', async () => {
    expect((await written('invitation', null, { ...house.tenant, locale: 'ko' })).text).toMatch(/[가-힣]/)
    expect((await written('invitation', 'fr', { ...house.tenant, locale: 'de' })).text).toContain('Choose a password')
  })

  it('is in the tenant’s colours, and takes nothing for a colour that is none', async () => {
    const theme = { light: { solid: '#b5472c', onsolid: '#ffffff', ink: 'red;background:url(//evil.test)' }, dark: {} }
    const { html } = await written('invitation', 'en', { ...house.tenant, branding: { ...house.tenant.branding, theme } })
    expect(html).toContain('background:#b5472c')
    expect(html).not.toContain('evil.test')
  })

  it('leads to the tenant’s own domain where it has one', async () => {
    const { text } = await written('invitation', 'en', { ...house.tenant, primaryDomain: 'hr.sumac.test' })
    expect(text).toContain('http://hr.sumac.test:3000/x/abc')
  })

  it('has a subject of one line, whatever the tenant is called', async () => {
    const { subject } = await written('invitation', 'en', {
      ...house.tenant,
      branding: { ...house.tenant.branding, productName: 'A\r\nBcc: x@y.test' },
    })
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('shows the logo where the tenant has one, else the initial; an operator who looks at it sees no broken picture', async () => {
    const logo = 'ab'.repeat(16)
    const branding = { ...house.tenant.branding, images: { logo } }
    const shown = await written('invitation', 'en', { ...house.tenant, branding })
    expect((await house.db.mail.findFirstOrThrow({ where: { id: shown.id } })).htmlBody).toContain(`<img src="cid:logo-${logo}"`)
    expect(shown.html).not.toMatch(/<img|>S<\/td>/)
    expect((await written('invitation', 'en')).html).toContain('>S</td>')
  })

  it('whose cause is rolled back was never written', async () => {
    const before = await house.db.mail.count()
    const failing = house.db.$transaction(async (tx) => {
      await queueMail(tx, house.tenant, { kind: 'invitation', to: 'a@b.test', path: '/x', at: new Date() })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await house.db.mail.count()).toBe(before)
  })

  it('that has left shows operators no link that still opens something', async () => {
    const { url } = await inviteMember(house.db, house.tenant, service, { email: 'new@sumac.test', name: 'New', roleKey: 'employee' })
    const token = url.split('/').at(-1)!
    expect((await listMails(house.db, { limit: 1 }))[0]!.text).toContain(token)
    await house.db.mail.updateMany({ where: { toAddress: 'new@sumac.test' }, data: { state: 'sent' } })
    const [mail] = await listMails(house.db, { limit: 1 })
    expect(mail!.text + mail!.html).not.toContain(token)
  })

  it('of another tenant is in another outbox', async () => {
    const other = await openHouse(world)
    expect(await listMails(other.db)).toEqual([])
  })
})
