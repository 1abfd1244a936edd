import type { StudioProps } from '@/components/portal/brand/studio'
import { MARKS } from '@/components/ui'
import { listMembers, portalHost } from '@/lib/auth'
import { type BrandingVersion, findBrandingDraft, getTenant, listBrandings } from '@/lib/catalog'
import { todayIn } from '@/lib/core'
import { brandFieldsOf } from '@/lib/lifecycle'
import { BRAND_SLOTS, BrandFields, FONTS, formatDay, formatMoment, INTL_LOCALE, RADII, translator } from '@/lib/portal'
import en from '@/messages/en/brand.json'
import ko from '@/messages/ko/brand.json'
import type { Portal } from '../../portal-request'

const SHOWN_FIRST = 10
const SHOWN_MAX = 200

/** What the studio works with. A draft that this version of the product cannot read any more is left aside. */
export async function studioView({ db, tenant, locale }: Portal, isAll: boolean): Promise<Omit<StudioProps, 'actions'>> {
  const [versions, draft, members, { peopleCount }] = await Promise.all([
    listBrandings(tenant.id, { limit: isAll ? SHOWN_MAX : SHOWN_FIRST + 1 }),
    findBrandingDraft(tenant.id),
    listMembers(db, { limit: 500 }),
    getTenant(tenant.id),
  ])
  const t = translator(locale, 'brand')
  const live = versions[0]!
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const who = ({ createdBy }: BrandingVersion) => {
    const [kind, id = ''] = createdBy.split(':')
    if (kind === 'member') return names.get(id) ?? t('former')
    return kind === 'operator' ? t('operator') : kind === 'api-key' ? t('apiKey') : t('system')
  }
  return {
    live: { version: live.version, fields: brandFieldsOf(live) },
    liveText: t('live', {
      version: live.version,
      who: who(live),
      day: formatDay(todayIn(tenant.timeZone, live.createdAt), locale),
    }),
    draft: BrandFields.safeParse(draft?.fields).data ?? null,
    draftId: draft ? draft.updatedBy : 'none',
    company: tenant.name,
    host: portalHost(tenant),
    locale,
    peopleCount: peopleCount ?? 0,
    versions: versions.slice(0, isAll ? SHOWN_MAX : SHOWN_FIRST).map((version) => ({
      version: version.version,
      productName: version.productName,
      brandColour: version.brandColour,
      isLive: version.version === live.version,
      who: who(version),
      moment: formatMoment(version.createdAt, locale, tenant.timeZone),
      rolledBackTo: version.rolledBackTo,
    })),
    hasOlder: !isAll && versions.length > SHOWN_FIRST,
    fonts: Object.entries(FONTS).map(([value, { name }]) => ({ value, label: `${name}, Pretendard` })),
    fontFamilies: Object.fromEntries(Object.entries(FONTS).map(([key, { name }]) => [key, name])),
    marks: ['initial', ...Object.keys(MARKS)],
    radii: [...RADII],
    slots: [...BRAND_SLOTS],
    themeUrl: '/api/portal/brand/theme',
    uploadUrl: '/api/portal/brand/images',
    intl: { locale: INTL_LOCALE[locale], timeZone: tenant.timeZone, messages: { brand: locale === 'ko' ? ko : en } },
  }
}
