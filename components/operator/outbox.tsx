import { clsx } from 'clsx'
import { buttonClass, Empty, Notice, State } from '@/components/ui'
import { TabPanels } from '@/components/ui/tab-panels'
import type { Action } from './action-result'
import { type MailAddress, SendMail } from './send-mail'
import { When } from './when'

export interface MailRow {
  id: string
  to: string
  subject: string
  text: string
  html: string
  state: string
  stateWord: string
  attempts: number
  lastError: string | null
  href: string
  when: { iso: string; text: string; exact: string }
}
interface Words {
  to: string
  empty: string
  pick: string
  preview: string
  text: string
  html: string
  linkNote: string
  older: string
  newest: string
  error: (error: string) => string
  attempts: (count: number) => string
}
const TONE = { queued: ['info', 'clock'], sent: ['ok', undefined], held: ['quiet', 'pause'], failed: ['bad', 'circle-x'] } as const

interface OutboxProps {
  mails: MailRow[]
  chosenId: string | null
  /** Where the role allows it. */
  send: { action: Action<MailAddress>; slug: string } | null
  newestHref: string | null
  olderHref: string | null
  words: Words
}

/** The tenant's mail at the left, the chosen one at the right, as it looks and as plain text. */
export function Outbox({ mails, chosenId, send, newestHref, olderHref, words }: OutboxProps) {
  if (mails.length === 0) return <Empty icon="mail" title={words.empty} />
  const chosen = mails.find(({ id }) => id === chosenId) ?? mails[0]!
  return (
    <div className="op-mails">
      <div>
        <ul className="op-list">
          {mails.map((mail) => {
            const [tone, icon] = TONE[mail.state as keyof typeof TONE] ?? TONE.queued
            return (
              <li key={mail.id}>
                <a
                  href={mail.href}
                  className={clsx('op-mail-line', mail === chosen && 'is-chosen')}
                  aria-current={mail === chosen ? 'true' : undefined}
                >
                  <span className="row">
                    <span className="min-w-0 flex-1 truncate font-medium">{mail.subject}</span>
                    <State tone={tone} icon={icon}>
                      {mail.stateWord}
                    </State>
                  </span>
                  <span className="row text-12 text-ink-3">
                    <span className="min-w-0 flex-1 truncate">{mail.to}</span>
                    <When moment={mail.when} />
                  </span>
                </a>
              </li>
            )
          })}
        </ul>
        {newestHref || olderHref ? (
          <div className="row mt-3">
            {newestHref ? (
              <a className={buttonClass({ size: 'sm' })} href={newestHref}>
                {words.newest}
              </a>
            ) : null}
            {olderHref ? (
              <a className={buttonClass({ size: 'sm' })} href={olderHref}>
                {words.older}
              </a>
            ) : null}
          </div>
        ) : null}
      </div>
      <MailPreview mail={chosen} send={send} words={words} />
    </div>
  )
}

/**
 * A mail is a foreign document: the frame has no scripts, no forms, no same origin, and links in it go nowhere. `srcdoc` inherits the
 * page's content policy, so it cannot load anything from elsewhere either.
 */
function MailPreview({ mail, send, words }: { mail: MailRow; send: OutboxProps['send']; words: Words }) {
  return (
    <section aria-label={words.preview}>
      <h2>{mail.subject}</h2>
      <p className="mb-3 text-12 text-ink-3">
        {words.to} {mail.to}
        {mail.attempts > 0 ? `, ${words.attempts(mail.attempts)}` : null}
      </p>
      {mail.lastError ? (
        <Notice tone="bad" className="mb-3">
          {words.error(mail.lastError)}
        </Notice>
      ) : null}
      {send && (mail.state === 'held' || mail.state === 'failed') ? (
        <SendMail key={`send ${mail.id}`} action={send.action} input={{ slug: send.slug, id: mail.id }} />
      ) : null}
      <TabPanels
        key={mail.id}
        label={words.preview}
        panels={[
          {
            value: 'html',
            label: words.html,
            content: <iframe className="op-mail mt-3" title={mail.subject} sandbox="" srcDoc={mail.html} />,
          },
          { value: 'text', label: words.text, content: <pre className="op-plain mt-3">{mail.text}</pre> },
        ]}
      />
      <p className="help mt-2">{words.linkNote}</p>
    </section>
  )
}
