import { ON_PHONE, officeLinks } from '@/components/operator/office-links'
import { CrumbBar, Icon } from '@/components/ui'
import { office } from '../../office'

export async function generateMetadata() {
  const { t } = await office()
  return { title: t('title', { page: t('nav.more') }) }
}

/** The places that a phone's bar has no room for. */
export default async function MorePage() {
  const { t } = await office()
  const links = officeLinks(t, { tenants: null, running: null })
    .flatMap((group) => group.links)
    .filter(({ href }) => !ON_PHONE.includes(href))
  return (
    <>
      <CrumbBar crumbs={[{ label: t('nav.more') }]} />
      <div className="page">
        <h1>{t('nav.more')}</h1>
        <ul className="mt-4">
          {links.map(({ href, icon, label }) => (
            <li key={href} className="border-line border-b">
              <a className="row min-h-12 gap-3" href={href}>
                <Icon name={icon} className="text-ink-3" />
                {label}
                <span className="flex-1" />
                <Icon name="chevron-right" size="s" className="text-ink-3" />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
