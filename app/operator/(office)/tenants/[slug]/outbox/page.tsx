import { Outbox } from '@/components/operator/outbox'
import { hasPermission, listMails } from '@/lib/auth'
import { isUuid } from '@/lib/core'
import type { Query } from '../../../../list-address'
import { PartAway } from '../part-away'
import { fromTenant, tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'
import { sendMail } from './outbox-actions'

const PAGE = 30
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params, 'outbox:read')
  return { title: t('title', { page: `${tenant.name}, ${t('outbox.heading')}` }) }
}

export default async function OutboxPage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params, 'outbox:read')
  const { t, tenant, moment } = desk
  const { before, mail: wanted } = await searchParams
  const cursor = isUuid(before) ? before : undefined
  const part = await fromTenant(desk, (db) => listMails(db, { limit: PAGE, before: cursor }))
  const here = `/tenants/${tenant.slug}/outbox`
  const keep = cursor ? `before=${cursor}&` : ''
  return (
    <TenantFrame desk={desk} current="outbox">
      <p className="mb-4 text-ink-2">{t('outbox.note')}</p>
      {part.isThere ? (
        <Outbox
          mails={part.value.map((mail) => ({
            ...mail,
            stateWord: t(`outbox.states.${mail.state}`),
            href: `${here}?${keep}mail=${mail.id}`,
            when: moment(mail.createdAt),
          }))}
          chosenId={typeof wanted === 'string' ? wanted : (part.value[0]?.id ?? null)}
          send={hasPermission(desk.principal, 'outbox:send') ? { action: sendMail, slug: tenant.slug } : null}
          newestHref={cursor ? here : null}
          olderHref={part.value.length === PAGE ? `${here}?before=${part.value.at(-1)?.id}` : null}
          words={{
            to: t('outbox.to'),
            empty: t('outbox.empty'),
            pick: t('outbox.pick'),
            preview: t('outbox.preview'),
            text: t('outbox.text'),
            html: t('outbox.html'),
            linkNote: t('outbox.linkNote'),
            older: t('common.next'),
            newest: t('common.previous'),
            error: (error) => t('outbox.error', { error }),
            attempts: (count) => t('outbox.attempts', { count }),
          }}
        />
      ) : (
        <PartAway desk={desk} part={part} />
      )}
    </TenantFrame>
  )
}
