import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MemberPrincipal, PERMISSIONS, systemPrincipal } from '@/lib/auth'
import { findBrandImage, findBrandingDraft, findTenantById, getBranding, sweepCatalog } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { listCatalogAudit } from '@/lib/governance'
import { computeTheme } from '@/lib/portal'
import { createWorld, type World } from '@/scripts/testing/world'
import { discardBrandingDraft, publishBranding, rollBackBranding, saveBrandingDraft, uploadBrandImage } from '.'
import { fieldsOf } from './publish-branding'

let world: World
const admin = systemPrincipal('test')
const member = (permissions: readonly string[]) =>
  ({ kind: 'member', userId: newId(), permissions: new Set(permissions) }) as unknown as MemberPrincipal
const png = (background: string) =>
  sharp({ create: { width: 300, height: 300, channels: 4, background } })
    .png()
    .toBuffer()

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('publishing a brand', () => {
  test('changes what is given, keeps the rest, computes the theme once, and is written down', async () => {
    const { tenant } = await world.addTenant({ name: 'Lantern' })
    const tenantId = tenant.id
    await publishBranding(admin, { tenantId, brandColour: '#F2B705', signInText: { ko: '등불' } })
    expect(await publishBranding(admin, { tenantId, productName: 'Lantern HR', mailSender: 'Lantern People' })).toBe(3)
    await expect
      .poll(() => findTenantById(tenantId))
      .toMatchObject({
        branding: {
          version: 3,
          productName: 'Lantern HR',
          brandColour: '#f2b705',
          signInText: { ko: '등불' },
          mailSender: 'Lantern People',
          theme: computeTheme('#f2b705'),
        },
      })
    const { records } = await listCatalogAudit({ tenantId, action: 'branding.published' })
    expect(records.map(({ subjectId, actorKind }) => [subjectId, actorKind])).toEqual([
      ['3', 'system'],
      ['2', 'system'],
    ])
  })

  test('is refused where the tenant insists on text that cannot be read, and says what can', async () => {
    const { tenant } = await world.addTenant()
    const publish = (colours: object) => publishBranding(admin, { tenantId: tenant.id, brandColour: '#f2b705', colours })
    await expect(publish({ buttonText: '#ffffff' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'colours.buttonText': 'reads at 1.8 : 1 and needs 4.5; #1f1400 can be read' },
    })
    await expect(publish({ link: '#f2b705' })).rejects.toMatchObject({
      fields: { 'colours.link': expect.stringMatching(/needs 4\.5; #8\w+ can be read/) },
    })
    expect(await publish({ buttonText: '#1f1400', link: '#6b4f00', dark: '#e0b040' })).toBe(2)
  })

  test.each([
    ['a style in the colour', { brandColour: '#000000}</style><script>' }],
    ['an address for a colour', { colours: { link: 'url(//evil.test)' } }],
    ['a colour that is not asked for', { colours: { canvas: '#ffffff' } }],
    ['a font that is not bundled', { font: 'Comic";src:url(//evil.test)' }],
    ['a mark that is a path', { mark: '../../etc/passwd' }],
    ['a radius of its own', { radius: 9 }],
    ['a line break in the sender', { mailSender: 'A\r\nBcc: x@y.test' }],
    ['an address in the sender', { mailSender: 'ceo@bank.example' }],
    ['a name that turns the writing around', { productName: 'a\u202egnp.exe' }],
    ['another language', { signInText: { 'en"><script>': 'x' } }],
    ['a long text', { signInText: { en: 'x'.repeat(161) } }],
    ['an address for a picture', { images: { logo: 'https://evil.test/a.png' } }],
    ['a place that is none', { images: { background: 'ab'.repeat(16) } }],
    ['a theme of its own', { theme: { light: {}, dark: {} } }],
  ])('takes nothing that is %s', async (_what, fields) => {
    const { tenant } = await world.addTenant()
    await expect(publishBranding(admin, { tenantId: tenant.id, ...fields } as never)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await getBranding(tenant.id)).toMatchObject({ version: 1 })
  })

  test('of two who have seen the same version one is told', async () => {
    const { tenant } = await world.addTenant()
    await publishBranding(admin, { tenantId: tenant.id, productName: 'First', basedOn: 1 })
    await expect(publishBranding(admin, { tenantId: tenant.id, productName: 'Second', basedOn: 1 })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('going back publishes the old version as the next one', async () => {
    const { tenant } = await world.addTenant({ name: 'Before' })
    await publishBranding(admin, { tenantId: tenant.id, productName: 'After', radius: 0 })
    expect(await rollBackBranding(admin, { tenantId: tenant.id, version: 1 })).toBe(3)
    expect(await getBranding(tenant.id)).toMatchObject({ version: 3, productName: 'Before', radius: 8, rolledBackTo: 1 })
    await expect(rollBackBranding(admin, { tenantId: tenant.id, version: 9 })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('needs the right to, whatever door it is asked at', async () => {
    const { tenant } = await world.addTenant()
    const tenantId = tenant.id
    const fields = fieldsOf(await getBranding(tenantId))
    for (const principal of [member([]), member(PERMISSIONS.filter((permission) => permission !== 'branding:write'))]) {
      for (const work of [
        () => publishBranding(principal, { tenantId, productName: 'x' }),
        () => rollBackBranding(principal, { tenantId, version: 1 }),
        () => saveBrandingDraft(principal, { tenantId, fields }),
        () => discardBrandingDraft(principal, tenantId),
        async () => uploadBrandImage(principal, { tenantId, kind: 'logo' }, await png('red')),
      ])
        await expect(work()).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await publishBranding(member(['branding:write']), { tenantId, productName: 'x' })).toBe(2)
  })
})

describe('a picture', () => {
  test('is shown by the version that names it, and by no other tenant', async () => {
    const [own, other] = [await world.addTenant(), await world.addTenant()]
    const { id } = await uploadBrandImage(admin, { tenantId: own.tenant.id, kind: 'logo' }, await png('#ff0000'))
    await publishBranding(admin, { tenantId: own.tenant.id, images: { logo: id, logoDark: id } })
    await expect.poll(() => findTenantById(own.tenant.id)).toMatchObject({ branding: { images: { logo: id, logoDark: id } } })
    await expect(publishBranding(admin, { tenantId: other.tenant.id, images: { logo: id } })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(await findBrandImage(other.tenant.id, id)).toBeNull()
  })

  test('that nobody shows is gone after a day, and one of a draft or of an old version stays', async () => {
    const { tenant } = await world.addTenant()
    const tenantId = tenant.id
    const [shown, drafted, unused] = await Promise.all(
      ['#110000', '#001100', '#000011'].map(
        async (colour) => (await uploadBrandImage(admin, { tenantId, kind: 'logo' }, await png(colour))).id,
      ),
    )
    await publishBranding(admin, { tenantId, images: { logo: shown! } })
    await publishBranding(admin, { tenantId, images: {} })
    await saveBrandingDraft(admin, { tenantId, fields: { ...fieldsOf(await getBranding(tenantId)), images: { logo: drafted! } } })
    await sweepCatalog()
    expect(await findBrandImage(tenantId, unused!)).not.toBeNull()
    await world.asSuperuser(`UPDATE brand_images SET created_at = now() - interval '25 hours'`, [], world.catalog)
    await sweepCatalog()
    expect(await Promise.all([shown, drafted, unused].map(async (id) => (await findBrandImage(tenantId, id!)) !== null))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('comes at most twenty times without being used', async () => {
    const { tenant } = await world.addTenant()
    const upload = async (blue: number) => uploadBrandImage(admin, { tenantId: tenant.id, kind: 'icon' }, await png(`rgb(9,9,${blue})`))
    for (let blue = 0; blue < 20; blue++) await upload(blue)
    await expect(upload(21)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('a draft is kept, shows to nobody, and is over when something is published', async () => {
  const { tenant } = await world.addTenant({ name: 'Shown' })
  const tenantId = tenant.id
  const fields = { ...fieldsOf(await getBranding(tenantId)), productName: 'Not yet' }
  await saveBrandingDraft(admin, { tenantId, fields })
  expect((await findBrandingDraft(tenantId))?.fields).toMatchObject({ productName: 'Not yet' })
  expect(await findTenantById(tenantId)).toMatchObject({ branding: { productName: 'Shown' } })
  await publishBranding(admin, { tenantId, ...fields })
  expect(await findBrandingDraft(tenantId)).toBeNull()
  await saveBrandingDraft(admin, { tenantId, fields })
  await discardBrandingDraft(admin, tenantId)
  expect(await findBrandingDraft(tenantId)).toBeNull()
})
