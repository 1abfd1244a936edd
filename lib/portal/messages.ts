import type { Locale } from '@/lib/core'
import accessEn from '@/messages/en/access.json'
import authEn from '@/messages/en/auth.json'
import brandEn from '@/messages/en/brand.json'
import commonEn from '@/messages/en/common.json'
import connectEn from '@/messages/en/connect.json'
import domainsEn from '@/messages/en/domains.json'
import errorsEn from '@/messages/en/errors.json'
import fieldsEn from '@/messages/en/fields.json'
import importEn from '@/messages/en/import.json'
import mailEn from '@/messages/en/mail.json'
import operatorEn from '@/messages/en/operator.json'
import organisationEn from '@/messages/en/organisation.json'
import peopleEn from '@/messages/en/people.json'
import planEn from '@/messages/en/plan.json'
import pluginsEn from '@/messages/en/plugins.json'
import portalEn from '@/messages/en/portal.json'
import siteEn from '@/messages/en/site.json'
import accessKo from '@/messages/ko/access.json'
import authKo from '@/messages/ko/auth.json'
import brandKo from '@/messages/ko/brand.json'
import commonKo from '@/messages/ko/common.json'
import connectKo from '@/messages/ko/connect.json'
import domainsKo from '@/messages/ko/domains.json'
import errorsKo from '@/messages/ko/errors.json'
import fieldsKo from '@/messages/ko/fields.json'
import importKo from '@/messages/ko/import.json'
import mailKo from '@/messages/ko/mail.json'
import operatorKo from '@/messages/ko/operator.json'
import organisationKo from '@/messages/ko/organisation.json'
import peopleKo from '@/messages/ko/people.json'
import planKo from '@/messages/ko/plan.json'
import pluginsKo from '@/messages/ko/plugins.json'
import portalKo from '@/messages/ko/portal.json'
import siteKo from '@/messages/ko/site.json'

const en = {
  access: accessEn,
  auth: authEn,
  brand: brandEn,
  common: commonEn,
  connect: connectEn,
  domains: domainsEn,
  errors: errorsEn,
  fields: fieldsEn,
  import: importEn,
  mail: mailEn,
  operator: operatorEn,
  organisation: organisationEn,
  people: peopleEn,
  plan: planEn,
  plugins: pluginsEn,
  portal: portalEn,
  site: siteEn,
}

/** The shape of the English messages is the type of all; a test holds the other languages to the same keys and arguments. */
export type Messages = typeof en
export type Namespace = keyof Messages

export const MESSAGES: Record<Locale, Messages> = {
  en,
  ko: {
    access: accessKo,
    auth: authKo,
    brand: brandKo,
    common: commonKo,
    connect: connectKo,
    domains: domainsKo,
    errors: errorsKo,
    fields: fieldsKo,
    import: importKo,
    mail: mailKo,
    operator: operatorKo,
    organisation: organisationKo,
    people: peopleKo,
    plan: planKo,
    plugins: pluginsKo,
    portal: portalKo,
    site: siteKo,
  } as Messages,
}
