import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type BrandingVersion, getBranding, getTenant, listBrandings } from '@/lib/catalog'
import { publishBranding, rollBackBranding, uploadBrandImage } from '@/lib/lifecycle'
import { BRAND_SLOTS, BrandFields, type BrandSlot, FONT_KEYS, type ImageKind } from '@/lib/portal'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const slug = z.string().min(1)
const { productName, brandColour, font, mark, mailSender } = BrandFields.partial().shape
const KIND_OF: Record<BrandSlot, ImageKind> = { logo: 'logo', logoDark: 'logo', icon: 'icon', iconDark: 'icon', picture: 'picture' }
const FILES = Object.fromEntries(BRAND_SLOTS.map((slot) => [slot, z.string().optional()])) as Record<BrandSlot, z.ZodOptional<z.ZodString>>

export const BRANDING_COMMANDS = [
  defineCommand({
    noun: 'branding',
    verb: 'show',
    summary: 'What the people of a tenant see now',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: async (input) => getBranding((await getTenant(input.slug)).id),
    print: printVersion,
  }),
  defineCommand({
    noun: 'branding',
    verb: 'publish',
    summary: 'Publish the next version: what is given changes, the rest stays',
    positionals: ['slug'],
    options: {
      productName: { help: 'what the portal is called', placeholder: 'name' },
      brandColour: { help: 'such as #0f6b66', placeholder: 'colour' },
      radius: { help: '0, 4, 8 or 12', placeholder: 'px' },
      font: { help: FONT_KEYS.join(', '), placeholder: 'font' },
      mark: { help: 'a bundled mark, or initial', placeholder: 'mark' },
      mailSender: { help: 'the name that e-mails come from', placeholder: 'name' },
      ...Object.fromEntries(BRAND_SLOTS.map((slot) => [slot, { help: 'a PNG, JPEG or WebP file, or none', placeholder: 'file' }])),
    },
    input: z.strictObject({
      slug,
      productName,
      brandColour,
      radius: z.coerce.number().pipe(BrandFields.shape.radius).optional(),
      font,
      mark,
      mailSender,
      ...FILES,
    }),
    run: async ({ slug: which, logo, logoDark, icon, iconDark, picture, ...fields }) => {
      const { id: tenantId } = await getTenant(which)
      const images = { ...(await getBranding(tenantId)).images, ...(await upload(tenantId, { logo, logoDark, icon, iconDark, picture })) }
      await publishBranding(cliPrincipal, { ...fields, images, tenantId })
      return getBranding(tenantId)
    },
    print: printVersion,
  }),
  defineCommand({
    noun: 'branding',
    verb: 'versions',
    summary: 'Versions, newest first',
    positionals: ['slug'],
    options: { limit: { help: '20 unless said otherwise', placeholder: 'n' } },
    input: z.strictObject({ slug, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    run: async ({ slug: which, limit }) => ({ items: await listBrandings((await getTenant(which)).id, { limit }) }),
    print: ({ items }) =>
      printTable(
        ['version', 'name', 'colour', 'by', 'at', ''],
        items.map((version) => [
          String(version.version),
          version.productName,
          version.brandColour,
          version.createdBy,
          version.createdAt.toISOString(),
          version.rolledBackTo ? `as ${version.rolledBackTo}` : '',
        ]),
      ),
  }),
  defineCommand({
    noun: 'branding',
    verb: 'roll-back',
    summary: 'Publish an earlier version once more',
    positionals: ['slug', 'version'],
    input: z.strictObject({ slug, version: z.coerce.number().int().positive() }),
    run: async ({ slug: which, version }) => {
      const { id: tenantId } = await getTenant(which)
      await rollBackBranding(cliPrincipal, { tenantId, version })
      return getBranding(tenantId)
    },
    print: printVersion,
  }),
]

/** A path becomes the id of its picture, `none` takes the picture away. */
async function upload(tenantId: string, files: Partial<Record<BrandSlot, string>>): Promise<Partial<Record<BrandSlot, string | null>>> {
  const images: Partial<Record<BrandSlot, string | null>> = {}
  for (const [slot, path] of Object.entries(files) as [BrandSlot, string | undefined][]) {
    if (path === undefined) continue
    images[slot] =
      path === 'none' ? null : (await uploadBrandImage(cliPrincipal, { tenantId, kind: KIND_OF[slot] }, await readFile(path))).id
  }
  return images
}

function printVersion(version: BrandingVersion): string {
  return printTable(null, [
    ['version', String(version.version)],
    ['name', version.productName],
    ['colour', [version.brandColour, ...Object.entries(version.colours).map((entry) => entry.join(' '))].join(', ')],
    ['shape', `radius ${version.radius}, ${version.font}, mark ${version.mark}`],
    ['pictures', Object.keys(version.images).join(', ') || 'none'],
    ['sender', version.mailSender || version.productName],
    ['published', `${version.createdAt.toISOString()} by ${version.createdBy}`],
  ])
}
