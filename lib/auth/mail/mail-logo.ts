import { findBrandImage } from '@/lib/catalog'

/** The one place of a mail where the tenant's logo stands. Pictures are named by their content: 32 hex digits. */
const LOGO = /<img src="cid:logo-([0-9a-f]{32})"[^>]*>/

/** Carried inside the mail: many programs load no picture from outside, and one that they do load tells who reads it, and when. */
export const logoTag = (imageId: string): string =>
  `<img src="cid:logo-${imageId}" alt="" height="32" style="display:block;height:32px;max-width:160px;border:0">`

/** For where a mail is only looked at. */
export const withoutLogo = (html: string): string => html.replace(LOGO, '')

export type MailLogo = { cid: string; filename: string; content: Buffer; contentType: string; contentDisposition: 'inline' }

/** A mail as it leaves. A logo that the tenant has removed since is left out: a broken picture looks like fraud. */
export async function enclosePictures(tenantId: string, html: string): Promise<{ html: string; attachments: MailLogo[] }> {
  const imageId = LOGO.exec(html)?.[1]
  const image = imageId ? await findBrandImage(tenantId, imageId) : null
  if (!imageId || !image) return { html: withoutLogo(html), attachments: [] }
  const logo: MailLogo = {
    cid: `logo-${imageId}`,
    filename: `logo.${image.contentType === 'image/png' ? 'png' : 'jpg'}`,
    content: Buffer.from(image.content),
    contentType: image.contentType,
    contentDisposition: 'inline',
  }
  return { html, attachments: [logo] }
}
