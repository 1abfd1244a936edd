import type { WebhooksPageProps } from '@/components/portal/connect/webhooks-page'
import { type DeliveryView, EVENT_TYPES, type EventType, formatMoment, translator, type WebhookView } from '@/lib/portal'
import type { Portal } from '../../portal-request'

type Underscored<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : T
const keyOf = (type: EventType) => type.replace('.', '_') as Underscored<EventType>
const STATE_TONES = { queued: 'info', waiting: 'warn', delivered: 'ok', failed: 'bad' } as const

export function webhooksView(
  { tenant, locale }: Portal,
  webhooks: WebhookView[],
  calls: DeliveryView[][],
): Omit<WebhooksPageProps, 'actions'> {
  const t = translator(locale, 'connect')
  const common = translator(locale, 'common')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  return {
    lead: t('webhooks.lead'),
    eventTypes: EVENT_TYPES.map((value) => ({ value, label: t(`webhooks.types.${keyOf(value)}`) })),
    webhooks: webhooks.map((webhook, index) => {
      const { host } = new URL(webhook.url)
      return {
        id: webhook.id,
        url: webhook.url,
        host,
        note: webhook.note,
        events: webhook.eventTypes.map((type) => t(`webhooks.types.${keyOf(type)}`)).join(', '),
        isOn: webhook.offBecause === null,
        ...stateOf(webhook),
        deleteTitle: t('webhooks.deleteTitle', { host }),
        calls: calls[index]!.map((call) => ({
          id: call.id,
          type: call.eventType,
          state: t(`webhooks.states.${call.state}`),
          tone: STATE_TONES[call.state],
          answer: call.status === null ? (call.answer ?? '') : String(call.status),
          took: call.durationMs === null ? null : `${call.durationMs} ms`,
          attempts: t('webhooks.attempts', { count: call.attempts }),
          when: moment(call.createdAt),
        })),
      }
    }),
    words: {
      title: t('webhooks.title'),
      new: t('webhooks.new'),
      none: t('webhooks.none'),
      url: t('webhooks.url'),
      urlHelp: t('webhooks.urlHelp'),
      note: t('webhooks.note'),
      events: t('webhooks.events'),
      create: t('webhooks.create'),
      secretTitle: t('webhooks.secretTitle'),
      secretText: t('webhooks.secretText'),
      rotatedText: t('webhooks.rotatedText'),
      test: t('webhooks.test'),
      rotate: t('webhooks.rotate'),
      off: t('webhooks.off'),
      on: t('webhooks.on'),
      delete: t('webhooks.delete'),
      deleteEffect: t('webhooks.deleteEffect'),
      deliveries: t('webhooks.deliveries'),
      noDeliveries: t('webhooks.noDeliveries'),
      replay: t('webhooks.replay'),
      sent: t('webhooks.sent'),
      copy: t('keys.copy'),
      copied: t('keys.copied'),
      done: t('keys.done'),
      optional: common('optional'),
      cancel: common('cancel'),
      messages: common('messages'),
    },
  }

  function stateOf({ offBecause, failingSince }: WebhookView): { state: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' } {
    if (offBecause === 'member') return { state: t('webhooks.status.offMember'), tone: 'neutral' }
    if (offBecause === 'failing') return { state: t('webhooks.status.offFailing'), tone: 'bad' }
    if (offBecause === 'gone') return { state: t('webhooks.status.offGone'), tone: 'bad' }
    if (failingSince) return { state: t('webhooks.status.failing', { moment: moment(failingSince) }), tone: 'warn' }
    return { state: t('webhooks.status.on'), tone: 'ok' }
  }
}
