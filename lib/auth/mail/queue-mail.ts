import { createTranslator } from 'use-intl/core'
import type { ResolvedTenant } from '@/lib/catalog'
import { isLocale, type Locale, newId, publicOrigin } from '@/lib/core'
import type { TenantTx } from '@/lib/db'
import en from '@/messages/en/mail.json'
import ko from '@/messages/ko/mail.json'
import { htmlMail, type MailContent, textMail } from './mail-layout'
import { mailTheme } from './mail-theme'
import { portalHost } from './portal-host'

const MESSAGES = { en, ko }

/** Who a mail is from: the tenant, as its people know it. */
export type MailTenant = Pick<ResolvedTenant, 'id' | 'slug' | 'name' | 'primaryDomain' | 'locale' | 'timeZone' | 'branding'>
export type MailKind =
  | 'invitation'
  | 'passwordReset'
  | 'passwordChanged'
  | 'newSignIn'
  | 'factorAdded'
  | 'factorRemoved'
  | 'recoveryCodeUsed'
  | 'webhookOff'
  | 'planRequested'
  | 'trialEnds'
  | 'trialEnded'

/** One sentence as the subject says it, a text, one button, and a note below. */
export type MailWords = { subject: string; text: string; button: string; note: string }

export type MailInput = {
  kind: MailKind
  to: string
  /** The reader's own language; else the tenant's. */
  locale?: string | null
  /** Of the portal, where the button leads. */
  path: string
  /** When the link ends, or when it happened. */
  at: Date
}

/**
 * Writes a mail in the transaction of its cause: both happen, or neither. The worker sends it, or holds it while no SMTP server is
 * configured. In the tenant's name, colours, language and time zone; ours is nowhere in it.
 */
export async function queueMail(tx: TenantTx, tenant: MailTenant, { kind, to, locale, path, at }: MailInput): Promise<string> {
  const language = mailLocale(tenant, locale)
  const host = portalHost(tenant)
  return write(tx, tenant, kind, to, contentOf(tenant, { kind, to, at, language, host, url: `${publicOrigin(host)}${path}` }))
}

/** The same for a plugin, which brings the words in the reader's language: see `mailLocale`. */
export async function queueWordedMail(
  tx: TenantTx,
  tenant: MailTenant,
  { kind, to, locale, path, words }: { kind: string; to: string; locale: Locale; path: string; words: MailWords },
): Promise<string> {
  const host = portalHost(tenant)
  const content = frame(tenant, locale, `${publicOrigin(host)}${path}`, { ...words, heading: words.subject }, { host, email: to })
  return write(tx, tenant, kind, to, content)
}

/** The reader's own language; else the tenant's. */
export const mailLocale = (tenant: MailTenant, locale?: string | null): Locale =>
  isLocale(locale) ? locale : isLocale(tenant.locale) ? tenant.locale : 'en'

async function write(
  tx: TenantTx,
  tenant: MailTenant,
  kind: string,
  to: string,
  content: MailContent & { subject: string },
): Promise<string> {
  const id = newId()
  const { branding } = tenant
  await tx.mail.create({
    data: {
      id,
      kind,
      toAddress: to,
      subject: content.subject,
      textBody: textMail(content),
      htmlBody: htmlMail(content, { theme: mailTheme(branding), radius: branding.radius, logoId: branding.images.logo ?? undefined }),
    },
  })
  return id
}

type Parts = Pick<MailInput, 'kind' | 'to' | 'at'> & { language: Locale; host: string; url: string }

function contentOf(tenant: MailTenant, { kind, to, at, language, host, url }: Parts): MailContent & { subject: string } {
  const translate = createTranslator({ locale: language, messages: MESSAGES[language] })
  const when = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: tenant.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23', // ICU writes AM and PM in Latin letters in the middle of Korean
  }).format(at)
  const values = { product: tenant.branding.productName, company: tenant.name, email: to, at: when, until: when, host }
  const say = (part: 'subject' | 'heading' | 'text' | 'button' | 'note') => translate(`${kind}.${part}`, values)
  const words = { subject: say('subject'), heading: say('heading'), text: say('text'), button: say('button'), note: say('note') }
  return frame(tenant, language, url, words, { host, email: to })
}

/** What every mail of a tenant has around its words. */
function frame(
  tenant: MailTenant,
  locale: Locale,
  url: string,
  { subject, heading, text, button, note }: MailWords & { heading: string },
  { host, email }: { host: string; email: string },
): MailContent & { subject: string } {
  const translate = createTranslator({ locale, messages: MESSAGES[locale] })
  const product = tenant.branding.productName
  const values = { product, company: tenant.name, email, host }
  return {
    locale,
    product,
    url,
    subject: oneLine(subject),
    heading,
    text,
    button,
    note,
    footer: tenant.branding.mailFooter[locale] || translate('footer', values),
    company: translate('company', values),
  }
}

/** A name with a line break in it must not add a header to a mail. */
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()
