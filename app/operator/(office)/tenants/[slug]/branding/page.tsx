import type { CSSProperties } from 'react'
import { CompanyMark } from '@/components/operator/company-mark'
import { Opening } from '@/components/operator/overview'
import { Pairs } from '@/components/operator/pairs'
import { Empty, Table, Tag, Th } from '@/components/ui'
import { listBrandings } from '@/lib/catalog'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'
import { brandAuthors } from './brand-authors'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tabs.branding')}` }) }
}

/** How the tenant shows itself, and who published what. The tenant changes it; here one looks. */
export default async function BrandingPage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant, moment, date } = desk
  const versions = await listBrandings(tenant.id)
  const authorOf = await brandAuthors(t, versions)
  const current = versions[0]
  if (!current)
    return (
      <TenantFrame desk={desk} current="branding">
        <Empty icon="palette" title={t('brand.none', { name: tenant.name })} />
      </TenantFrame>
    )
  return (
    <TenantFrame desk={desk} current="branding">
      <Opening as="h2" first={t('brand.sentence', { name: tenant.name, productName: current.productName })} second={t('brand.note')} />
      <div className="op-split">
        <section>
          <h2 className="mb-1.5">{t('brand.versions')}</h2>
          <div className="op-bleed">
            <Table isDense>
              <thead>
                <tr>
                  <Th isNumber sorted="descending">
                    {t('brand.version')}
                  </Th>
                  <Th>{t('brand.product')}</Th>
                  <Th>{t('brand.colour')}</Th>
                  <Th className="wide-only">{t('brand.by')}</Th>
                  <Th isNumber className="wide-only">
                    {t('brand.when')}
                  </Th>
                </tr>
              </thead>
              <tbody>
                {versions.map((version) => (
                  <tr key={version.version}>
                    <td className="n">{version.version}</td>
                    <td className="op-grow">
                      {version.productName} {version === current ? <Tag tone="ok">{t('brand.current')}</Tag> : null}
                    </td>
                    <td>
                      <span className="row">
                        <span className="op-swatch" style={{ '--p': version.brandColour } as CSSProperties} />
                        <span className="mono">{version.brandColour}</span>
                      </span>
                    </td>
                    <td className="wide-only text-ink-2">{authorOf(version.createdBy)}</td>
                    <td className="n wide-only text-ink-3" title={moment(version.createdAt).exact}>
                      {date(version.createdAt)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        </section>
        <section>
          <div className="row mb-3">
            <CompanyMark
              mark={tenant.branding?.colours ? { name: tenant.branding.mark, ...tenant.branding.colours } : null}
              name={tenant.name}
              size={44}
            />
            <b>{current.productName}</b>
          </div>
          <Pairs
            pairs={[
              [t('brand.colour'), current.brandColour],
              [t('brand.mark'), current.mark === 'logo' ? t('brand.logo') : current.mark],
              [t('brand.radius'), `${current.radius} px`],
              [t('brand.font'), current.font],
            ]}
          />
        </section>
      </div>
    </TenantFrame>
  )
}
