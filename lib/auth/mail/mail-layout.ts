import { logoTag } from './mail-logo'
import type { MailTheme } from './mail-theme'

export type MailContent = {
  locale: string
  product: string
  heading: string
  text: string
  button: string
  url: string
  note: string
  footer: string
  company: string
}

/** What a mail takes from the tenant's branding. */
export type MailFace = { theme: MailTheme; radius: number; logoId?: string }

/** One column of 560 px, in tables and inline styles, which is what mail programs agree on. */
export function htmlMail(content: MailContent, { theme, radius, logoId }: MailFace): string {
  const { locale, product, heading, text, button, url, note, footer, company } = escapeAll(content)
  const font = "font-family:Inter,'Pretendard','Apple SD Gothic Neo','Malgun Gothic',system-ui,-apple-system,'Segoe UI',sans-serif"
  const breaks = locale === 'ko' ? ';word-break:keep-all' : ''
  const line = (style: string, inner: string) => `<tr><td style="${font}${breaks};${style}">${inner}</td></tr>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${heading}</title></head>
<body style="margin:0;padding:0;background:${theme.canvas}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${theme.canvas}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:560px;max-width:100%;background:${theme.surface};border:1px solid ${theme.line};border-radius:${radius}px"><tr><td style="padding:32px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
${line('padding:0 0 24px', head(product, { theme, radius, logoId }))}
${line(`padding:0 0 12px;font-size:20px;line-height:28px;font-weight:600;color:${theme.ink}`, heading)}
${line(`padding:0 0 24px;font-size:14px;line-height:22px;color:${theme.ink2}`, text)}
${line('padding:0 0 24px', `<a href="${url}" style="display:inline-block;padding:11px 18px;font-size:14px;line-height:18px;font-weight:500;text-decoration:none;background:${theme.solid};color:${theme.onsolid};border:1px solid ${theme.solidedge};border-radius:${radius}px">${button}</a>`)}
${line(`padding:0 0 24px;font-size:13px;line-height:20px;color:${theme.ink3}`, note)}
${line(`padding:16px 0 0;border-top:1px solid ${theme.line};font-size:12px;line-height:18px;color:${theme.ink3}`, `${company}<br>${footer}`)}
</table></td></tr></table></td></tr></table></body></html>
`
}

export function textMail({ heading, text, button, url, note, footer, company }: MailContent): string {
  return `${[heading, text, `${button}:\n${url}`, note, `-- \n${company}\n${footer}`].join('\n\n')}\n`
}

/** The logo, or the initial in the brand's colour; and the name, which stays where a program shows no pictures at all. */
function head(product: string, { theme, radius, logoId }: MailFace): string {
  const initial = [...product.replace(/&\w+;|&#\d+;/g, '')][0]?.toUpperCase() ?? ''
  const box = `width:32px;height:32px;text-align:center;font-size:16px;font-weight:600;background:${theme.solid};color:${theme.onsolid};border:1px solid ${theme.solidedge};border-radius:${Math.min(radius, 7)}px`
  const name = `padding-left:12px;font-size:14px;font-weight:600;color:${theme.ink}`
  return `<table role="presentation" cellpadding="0" cellspacing="0"><tr>${logoId ? `<td>${logoTag(logoId)}</td>` : `<td style="${box}">${initial}</td>`}<td style="${name}">${product}</td></tr></table>`
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
const escapeAll = (content: MailContent) =>
  Object.fromEntries(Object.entries(content).map(([name, text]) => [name, escapeHtml(text)])) as MailContent
