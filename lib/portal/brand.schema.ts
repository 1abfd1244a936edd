import { z } from 'zod'

/** One line that a person may read: no control characters, no marks that turn the direction of writing around. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'holds a character that cannot be shown')
const perLanguage = (max: number) => z.strictObject({ en: line(max).optional(), ko: line(max).optional() })

export const HexColour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'a colour such as #0f6b66')
/** Bundled; lib/portal/fonts has their files. */
export const FONT_KEYS = ['inter', 'figtree', 'ibm-plex-sans', 'public-sans', 'source-sans-3', 'work-sans'] as const
export const RADII = [0, 4, 8, 12] as const
export const BRAND_SLOTS = ['logo', 'logoDark', 'icon', 'iconDark', 'picture'] as const
export type BrandSlot = (typeof BRAND_SLOTS)[number]

const ImageId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'the id of an uploaded picture')
  .nullable()

/** What a tenant decides about its face. Everything else, all colours included, is computed from this. */
export const BrandFields = z.strictObject({
  productName: line(60).min(1),
  brandColour: HexColour,
  /** Colours that the tenant insists on, in place of the computed ones. */
  colours: z.strictObject({ dark: HexColour.optional(), buttonText: HexColour.optional(), link: HexColour.optional() }),
  radius: z.union(RADII.map((radius) => z.literal(radius))),
  font: z.enum(FONT_KEYS),
  mark: z.string().regex(/^[a-z0-9-]{1,40}$/, 'the name of a bundled mark'),
  signInText: perLanguage(160),
  mailSender: line(60).regex(/^[^<>@"\\]*$/, 'a name without < > @ " and \\; the address is the service’s'),
  mailFooter: perLanguage(300),
  images: z.strictObject({
    logo: ImageId.optional(),
    logoDark: ImageId.optional(),
    icon: ImageId.optional(),
    iconDark: ImageId.optional(),
    picture: ImageId.optional(),
  }),
})
export type BrandFields = z.infer<typeof BrandFields>
