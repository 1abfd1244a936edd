import { Opening } from '@/components/operator/overview'
import { State, Table, Tag, Th } from '@/components/ui'
import { env } from '@/lib/core'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tabs.domains')}` }) }
}

/** Every name that leads to the tenant: its own domains, proven or not, and the one that the service gives. */
export default async function DomainsPage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant } = desk
  const own = tenant.domains.map(({ host, isPrimary, isVerified }) => ({ host, isPrimary, isVerified, isOwn: true }))
  const hasPrimary = own.some(({ isPrimary }) => isPrimary)
  const hosts = [...own, { host: `${tenant.slug}.${env().BASE_DOMAIN}`, isPrimary: !hasPrimary, isVerified: true, isOwn: false }]
  return (
    <TenantFrame desk={desk} current="domains">
      <Opening
        as="h2"
        first={t('domains.sentence', { count: hosts.filter(({ isVerified }) => isVerified).length, name: tenant.name })}
        second={t('domains.note')}
      />
      <div className="op-bleed">
        <Table isDense>
          <thead>
            <tr>
              <Th>{t('domains.host')}</Th>
              <Th className="wide-only">{t('domains.kind')}</Th>
              <Th>{t('domains.state')}</Th>
            </tr>
          </thead>
          <tbody>
            {hosts.map((domain) => (
              <tr key={domain.host}>
                <td className="op-grow">
                  <span className="mono">{domain.host}</span> {domain.isPrimary ? <Tag>{t('domains.primary')}</Tag> : null}
                </td>
                <td className="wide-only text-ink-2">{t(domain.isOwn ? 'domains.own' : 'domains.builtIn')}</td>
                <td>
                  <State tone={domain.isVerified ? 'ok' : 'warn'} icon={domain.isVerified ? undefined : 'clock'}>
                    {t(domain.isVerified ? (domain.isOwn ? 'domains.verified' : 'domains.serves') : 'domains.unverified')}
                  </State>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </TenantFrame>
  )
}
