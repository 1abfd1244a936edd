'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'

type Answer = Promise<{ ok: true; data: unknown } | { ok: false; message: string }>
export type DomainCardProps = {
  host: string
  isPrimary: boolean
  canBePrimary: boolean
  status: string
  tone: 'ok' | 'warn' | 'neutral'
  next: string
  leads: string
  pointsHere: boolean
  records: { step: string; type: string; name: string; value: string }[]
  release: { title: string; consequences: string[]; type: string }
}
export type DomainsPageProps = {
  lead: string
  slugAddress: string
  domains: DomainCardProps[]
  actions: {
    claim: (input: { host: string }) => Answer
    check: (input: { host: string }) => Answer
    setPrimary: (input: { host: string | null }) => Answer
    release: (input: { host: string }) => Answer
  }
  words: Record<
    | 'title'
    | 'add'
    | 'host'
    | 'hostHelp'
    | 'claim'
    | 'none'
    | 'primary'
    | 'type'
    | 'name'
    | 'value'
    | 'copy'
    | 'copied'
    | 'check'
    | 'makePrimary'
    | 'noPrimary'
    | 'release'
    | 'cancel',
    string
  >
}

/** Each name with its state, what comes next, and what to enter where. */
export function DomainsPage({ lead, domains, actions, words }: DomainsPageProps) {
  const [host, setHost] = useState('')
  const [error, setError] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function claim() {
    setIsBusy(true)
    const result = await actions.claim({ host })
    setIsBusy(false)
    setError(result.ok ? undefined : result.message)
    if (result.ok) setHost('')
  }

  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{words.title}</h1>
      </header>
      <p className="mb-6 text-ink-2">{lead}</p>
      <form
        className="mb-6 border-t border-line pt-6"
        onSubmit={(event) => {
          event.preventDefault()
          void claim()
        }}
      >
        <h2 className="mb-3">{words.add}</h2>
        <Field id="domain-host" label={words.host} help={words.hostHelp} error={error}>
          <span className="row gap-2">
            <Input
              {...fieldProps('domain-host', { error, help: words.hostHelp })}
              className="mono"
              value={host}
              placeholder="hr.example.com"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
              onChange={(event) => setHost(event.target.value)}
            />
            <Button type="submit" variant="solid" isBusy={isBusy}>
              {words.claim}
            </Button>
          </span>
        </Field>
      </form>
      {domains.length === 0 && <p className="border-t border-line pt-6 text-ink-2">{words.none}</p>}
      {domains.map((domain) => (
        <DomainCard key={domain.host} domain={domain} actions={actions} words={words} />
      ))}
    </div>
  )
}

function DomainCard({ domain, actions, words }: { domain: DomainCardProps } & Pick<DomainsPageProps, 'actions' | 'words'>) {
  const { host, release } = domain
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [isReleasing, setIsReleasing] = useState(false)

  async function run(name: string, work: () => Answer) {
    setBusy(name)
    const result = await work()
    setBusy(undefined)
    setFailure(result.ok ? undefined : result.message)
  }

  return (
    <section className="domain-card" aria-label={host}>
      <div className="row flex-wrap gap-2">
        <h2 className="mono">{host}</h2>
        <Tag tone={domain.tone}>{domain.status}</Tag>
        <Tag tone={domain.pointsHere ? 'ok' : 'neutral'}>{domain.leads}</Tag>
        {domain.isPrimary && <Tag tone="brand">{words.primary}</Tag>}
      </div>
      <p className="text-ink-2">{domain.next}</p>
      {failure && <Notice tone="bad">{failure}</Notice>}
      {domain.records.map((record) => (
        <DnsRecord key={record.type} {...record} words={words} />
      ))}
      <div className="row flex-wrap gap-2">
        <Button icon="rotate-cw" isBusy={busy === 'check'} onClick={() => run('check', () => actions.check({ host }))}>
          {words.check}
        </Button>
        {domain.canBePrimary && (
          <Button isBusy={busy === 'primary'} onClick={() => run('primary', () => actions.setPrimary({ host }))}>
            {words.makePrimary}
          </Button>
        )}
        {domain.isPrimary && (
          <Button isBusy={busy === 'primary'} onClick={() => run('primary', () => actions.setPrimary({ host: null }))}>
            {words.noPrimary}
          </Button>
        )}
        <span className="flex-1" />
        <Button variant="danger-quiet" onClick={() => setIsReleasing(true)}>
          {words.release}
        </Button>
      </div>
      <DangerDialog
        isOpen={isReleasing}
        onClose={() => setIsReleasing(false)}
        title={release.title}
        consequences={release.consequences}
        confirmWith={host}
        words={{ confirm: words.release, cancel: words.cancel, typeToConfirm: release.type }}
        onConfirm={async () => {
          const result = await actions.release({ host })
          return result.ok ? undefined : result.message
        }}
      />
    </section>
  )
}

function DnsRecord({ step, type, name, value, words }: DomainCardProps['records'][number] & Pick<DomainsPageProps, 'words'>) {
  const [copied, setCopied] = useState<string>()
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  return (
    <div className="dns-record">
      <h3>{step}</h3>
      <dl>
        <dt>{words.type}</dt>
        <dd className="mono">{type}</dd>
        {[
          [words.name, name],
          [words.value, value],
        ].map(([label, text]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd>
              <code className="mono">{text}</code>
              <Button
                variant="ghost"
                size="sm"
                icon={copied === text ? 'check' : 'copy'}
                aria-label={`${words.copy}: ${label}`}
                onClick={() => copy(text!)}
              >
                {copied === text ? words.copied : words.copy}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
