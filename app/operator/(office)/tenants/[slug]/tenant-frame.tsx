import type { ReactNode } from 'react'
import { CompanyMark } from '@/components/operator/company-mark'
import { TenantStateTag } from '@/components/operator/tenant-state'
import { wordOr } from '@/components/operator/words'
import { buttonClass, CrumbBar, Icon, TabLinks, Tag } from '@/components/ui'
import { env } from '@/lib/core'
import { portalUrl } from '../../../portal-url'
import type { TenantDesk } from './tenant-desk'

const TABS = [
  ['overview', 'tenant:read', ''],
  ['placement', 'tenant:read', '/placement'],
  ['usage', 'tenant:read', '/usage'],
  ['people', 'tenant:read', '/people'],
  ['flags', 'tenant:read', '/flags'],
  ['branding', 'tenant:read', '/branding'],
  ['domains', 'tenant:read', '/domains'],
  ['operations', 'operation:read', '/operations'],
  ['tier', 'tenant:update', '/tier'],
  ['data', 'tenant:export', '/data'],
  ['outbox', 'outbox:read', '/outbox'],
  ['audit', 'audit:read', '/audit'],
] as const
export type TenantTab = (typeof TABS)[number][0] | 'import'

/** Head, addresses and tabs of one tenant, the same on each of its pages. */
export function TenantFrame({ desk, current, children }: { desk: TenantDesk; current: TenantTab; children: ReactNode }) {
  const { t, tenant, may } = desk
  const here = `/tenants/${tenant.slug}`
  const isOpen = tenant.status === 'active'
  const hosts = [...tenant.domains.filter(({ isVerified }) => isVerified).map(({ host }) => host), `${tenant.slug}.${env().BASE_DOMAIN}`]
  return (
    <>
      <CrumbBar crumbs={[{ label: t('tenants.page'), href: '/tenants' }, { label: tenant.slug }]} />
      <div className="page">
        <header className="op-tenant-head">
          <CompanyMark
            mark={tenant.branding?.colours ? { name: tenant.branding.mark, ...tenant.branding.colours } : null}
            name={tenant.name}
            size={44}
          />
          <div>
            <div className="row flex-wrap gap-x-2.5 gap-y-1">
              <h1>{tenant.name}</h1>
              <TenantStateTag state={tenant.status} word={t(`status.${tenant.status}`)} />
              <Tag>{wordOr(t, `tiers.${tenant.tierKey}`, tenant.tierName)}</Tag>
            </div>
            <p className="row flex-wrap gap-x-3 text-12 text-ink-3">
              {hosts.map((host) => (
                <a
                  key={host}
                  className="link mono"
                  href={host === hosts.at(-1) ? portalUrl(tenant.slug) : `//${host}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {host}
                </a>
              ))}
            </p>
          </div>
          {isOpen && may('import:run') && current !== 'import' ? (
            <a className={buttonClass()} href={`${here}/import`}>
              <Icon name="upload" />
              {t('tenant.import')}
            </a>
          ) : null}
          {isOpen ? (
            <a
              className={buttonClass({ variant: current === 'import' ? 'outline' : 'solid' })}
              href={portalUrl(tenant.slug)}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="external-link" />
              {t('tenant.openPortal')}
            </a>
          ) : null}
        </header>
        <TabLinks
          className="mb-5"
          label={t('tenant.tabs.label')}
          tabs={TABS.filter(([, permission]) => may(permission)).map(([key, , path]) => ({
            href: here + path,
            label: t(`tenant.tabs.${key}`),
            isCurrent: key === current,
          }))}
        />
        {children}
      </div>
    </>
  )
}
