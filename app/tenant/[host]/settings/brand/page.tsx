import { Studio } from '@/components/portal/brand/studio'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { discardBrandDraft, publishBrand, rollBackBrand, saveBrandDraft } from './brand-actions'
import { studioView } from './studio-view'

type Props = { searchParams: Promise<{ versions?: string }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'brand')('title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('branding:write')
  const view = await studioView(portal, (await searchParams).versions === 'all')
  return (
    <PortalPage portal={portal} place="brand">
      {/* A new version is a new starting point for the form. */}
      <Studio
        key={`${view.live.version}:${view.draftId}`}
        {...view}
        actions={{ publish: publishBrand, save: saveBrandDraft, discard: discardBrandDraft, rollBack: rollBackBrand }}
      />
    </PortalPage>
  )
}
