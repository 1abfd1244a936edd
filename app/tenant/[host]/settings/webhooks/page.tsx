import { WebhooksPage } from '@/components/portal/connect/webhooks-page'
import { listDeliveries, listWebhooks, translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { createWebhook, deleteWebhook, replayDelivery, rotateWebhookSecret, testWebhook, updateWebhook } from './webhook-actions'
import { webhooksView } from './webhooks-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'connect')('webhooks.title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('settings:write')
  const { db, principal } = portal
  const webhooks = await listWebhooks(db, principal)
  const calls = await Promise.all(webhooks.map(async ({ id }) => (await listDeliveries(db, principal, { webhookId: id })).deliveries))
  return (
    <PortalPage portal={portal} place="webhooks">
      <WebhooksPage
        {...webhooksView(portal, webhooks, calls)}
        actions={{
          create: createWebhook,
          update: updateWebhook,
          remove: deleteWebhook,
          rotate: rotateWebhookSecret,
          test: testWebhook,
          replay: replayDelivery,
        }}
      />
    </PortalPage>
  )
}
