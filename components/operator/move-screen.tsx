'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Icon, Notice, Tag } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { CompanyMark } from './company-mark'
import { DangerAction } from './danger-action'
import { elapsed, isFinished, type OperationView } from './live-operation'
import { type MoveView, shareCopied, sidesOf } from './move-look'
import { MovePhases } from './move-phases'
import { MovePlate, SQUARES } from './move-plate'
import { PauseLens } from './pause-lens'
import { useMove } from './use-move'
import { useOperation } from './use-operation'
import { useWords } from './use-words'
import { durationWord, type Words } from './words'

type Props = {
  initial: OperationView
  initialMove: MoveView
  mark: { name: string; solid: string; onsolid: string } | null
  /** Bytes and dates written by the server's rules. */
  words: { bytes: string; keptUntil: string; purgedAt: string }
  cancel: Action<{ id: string }> | null
  retry: Action<{ id: string }> | null
  purge: Action<{ id: string }> | null
}

/** One move while it lasts and after: where the data is now, what is carried, how long the pause is, and the way out. */
export function MoveScreen({ initial, initialMove, mark, words, cancel, retry, purge }: Props) {
  const t = useWords()
  const router = useRouter()
  const live = useOperation(initial.id, initial)
  const operation = live.operation ?? initial
  const move = useMove(initialMove, operation)
  const [asked, setAsked] = useState<'cancel' | 'purge' | null>(null)
  const [failure, setFailure] = useState<string>()
  const { facts, tenant } = move
  const isOver = isFinished(operation)
  const sides = sidesOf(move)
  const share = shareCopied(move)
  const rows = facts.rowsTotal ?? 0
  const isMoved = move.phase === 'flipped' || move.phase === 'done'
  const stateOf = (side: (typeof sides)['from']) =>
    ({
      serves: t('moves.serving'),
      waits: t('moves.waiting'),
      shut: t('moves.servingNobody'),
      kept: words.keptUntil ? t('moves.readOnly', { date: words.keptUntil }) : t('moves.readOnlyNow'),
      gone: t(isMoved ? 'moves.purgedState' : 'moves.given'),
    })[side]
  const placeOf = (place: MoveView['from']) => [place.server, place.database ?? '…', place.schema].filter(Boolean).join(' / ')

  async function goOn() {
    if (!retry) return
    const answer = await ask(retry, { id: move.id }, t('errors.network'))
    if (answer.ok) location.reload()
    else setFailure(answer.message)
  }

  return (
    <>
      <header className="op-tenant-head">
        <CompanyMark mark={mark} name={tenant.name} size={44} />
        <div aria-live="polite">
          <h1>{sentence(t, move, operation)}</h1>
          <p className="text-ink-2 tabular-nums">{second(t, move, operation)}</p>
        </div>
        <Tag tone={move.phase === 'done' ? 'ok' : move.phase === 'aborted' ? 'neutral' : 'info'} hasDot={!isOver}>
          {t(`moves.phase.${move.phase}`)}
        </Tag>
        {cancel && move.canCancel ? (
          <Button variant="danger-quiet" disabled={move.isCancelRequested} onClick={() => setAsked('cancel')}>
            {t(move.isCancelRequested ? 'moves.cancelling' : 'moves.cancel')}
          </Button>
        ) : null}
      </header>
      {operation.error ? (
        <Notice
          tone="bad"
          className="mb-4"
          action={
            retry && operation.state === 'failed' && move.phase !== 'aborted' && move.phase !== 'aborting' ? (
              <Button size="sm" icon="rotate-cw" onClick={() => void goOn()}>
                {t('common.retry')}
              </Button>
            ) : null
          }
        >
          {operation.error.message}
        </Notice>
      ) : null}
      {failure ? (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      ) : null}
      {move.phase === 'copying' && facts.waitsFor?.length ? (
        <Notice tone="warn" icon="clock" className="mb-4">
          {t('moves.waitsFor')} <code>{facts.waitsFor.join('; ')}</code>
        </Notice>
      ) : null}
      <section className="panel op-move">
        <div className="op-plates">
          <MovePlate
            pattern={move.from.pattern}
            kept={t(`kept.${move.from.pattern}`)}
            place={placeOf(move.from)}
            epoch={t('moves.epoch', { epoch: move.epoch })}
            state={stateOf(sides.from)}
            side={sides.from}
            filled={sides.from === 'gone' ? 0 : SQUARES}
            isCarrying={false}
          />
          <div className="op-bridge">
            <b>{t('common.count', { count: isOver || isMoved ? (facts.rowsCopied ?? rows) : Math.round(facts.rowsPerSecond ?? 0) })}</b>
            <span className="text-12 text-ink-2">{t(isOver || isMoved ? 'moves.rowsDone' : 'moves.rate')}</span>
            <span className={isOver ? 'op-way is-over' : 'op-way'} aria-hidden="true">
              <Icon name={move.phase === 'done' ? 'circle-check' : 'arrow-right'} size="l" />
            </span>
            <span className="text-12 text-ink-2 tabular-nums">{t('moves.stream', { count: facts.changesApplied ?? 0 })}</span>
          </div>
          <MovePlate
            pattern={move.to.pattern}
            kept={t(`kept.${move.to.pattern}`)}
            place={placeOf(move.to)}
            epoch={t('moves.epoch', { epoch: move.epoch + 1 })}
            state={stateOf(sides.to)}
            side={sides.to}
            filled={sides.to === 'gone' ? 0 : Math.floor(share * SQUARES)}
            isCarrying={move.phase === 'copying'}
          />
        </div>
        <div className="op-move-foot">
          <span className="flex-1">{t('moves.legend', { count: Math.max(1, Math.ceil(rows / SQUARES)) })}</span>
          <span className="tabular-nums">
            {t('moves.bar', { done: Math.min(rows, isMoved ? rows : (facts.rowsCopied ?? 0)), total: rows })}, {words.bytes}
          </span>
          <span className="tabular-nums">
            {facts.verifiedTables
              ? t('moves.verified', { verified: facts.verifiedTables, tables: facts.tables ?? facts.verifiedTables })
              : t('moves.tables', { tables: facts.tables ?? 0 })}
          </span>
        </div>
      </section>
      <MovePhases t={t} steps={operation.steps} nowAt={live.nowAt} share={share} />
      <PauseLens t={t} move={move} />
      {move.phase === 'done' ? (
        <Notice
          tone={move.former?.purgedAt ? 'neutral' : 'ok'}
          icon="archive"
          className="mt-5"
          action={
            purge && !move.former?.purgedAt ? (
              <Button variant="danger-quiet" onClick={() => setAsked('purge')}>
                {t('moves.purge')}
              </Button>
            ) : null
          }
        >
          {move.former?.purgedAt ? (
            t('moves.oldGone', { date: words.purgedAt })
          ) : (
            <>
              <b>{words.keptUntil ? t('moves.oldStays', { date: words.keptUntil }) : t('moves.oldStaysNow')}</b> {t('moves.oldStaysNote')}
            </>
          )}
        </Notice>
      ) : null}
      {isOver ? null : (
        <p className="row mt-5 text-12 text-ink-3">
          <Icon name="rotate-cw" size="s" />
          <span className="flex-1">{t(live.isLost ? 'newTenant.lost' : 'moves.resume')}</span>
          <code className="mono only-desk">rowhouse operation show {move.id}</code>
        </p>
      )}
      {cancel && asked === 'cancel' ? (
        <DangerAction
          onClose={() => setAsked(null)}
          title={t('moves.cancelHeading', { name: tenant.name })}
          consequences={[t('moves.cancelWhat', { rows: facts.rowsCopied ?? 0 }), t('moves.cancelSame')]}
          slug={tenant.slug}
          confirm={t('moves.cancelDo')}
          keep={t('moves.keep')}
          run={() => ask(cancel, { id: move.id }, t('errors.network'))}
        />
      ) : null}
      {purge && asked === 'purge' ? (
        <DangerAction
          onClose={() => setAsked(null)}
          title={t('moves.purgeHeading', { name: tenant.name })}
          consequences={[
            t('moves.purgeWhat', { place: placeOf(move.from), rows }),
            t('moves.purgeUndo', { name: tenant.name, server: move.to.server }),
          ]}
          slug={tenant.slug}
          confirm={t('moves.purgeDo')}
          run={() => ask(purge, { id: move.id }, t('errors.network'))}
          onDone={() => {
            toast(t('moves.purgeDone'), { icon: 'trash-2' })
            router.refresh()
            location.reload()
          }}
        />
      ) : null}
    </>
  )
}

function sentence(t: Words, { phase, tenant, to }: MoveView, { state }: OperationView): string {
  const values = { name: tenant.name, kept: t(`kept.${to.pattern}`) }
  const shared = to.pattern === 'row' ? 'Shared' : ''
  if (phase === 'flipped' || phase === 'done') return t(`moves.live.done${shared}`, values)
  if (phase === 'aborting' || phase === 'aborted') return t(`moves.live.${state === 'cancelled' ? 'cancelled' : 'failed'}`, values)
  if (state === 'queued') return t('moves.live.queued', values)
  if (state === 'failed' || state === 'cancelled') return t(`moves.live.${state}`, values)
  return t(`moves.live.running${shared}`, values)
}

function second(t: Words, { phase, method, facts, tenant, createdAt, finishedAt }: MoveView, operation: OperationView): string {
  const isOffline = method === 'offline'
  if (phase === 'flipped' || phase === 'done') {
    const time = durationWord(t, elapsed(operation, finishedAt ? Date.parse(finishedAt) : Date.parse(createdAt)))
    const pause = durationWord(t, facts.pauseMs ?? 0)
    return t(isOffline ? 'moves.live.movedOffline' : 'moves.live.moved', { time, pause })
  }
  if (phase === 'aborting') return t('moves.live.undoing')
  if (phase === 'aborted') return t('moves.live.unchanged')
  if (operation.state === 'queued') return t('moves.live.waits')
  if (facts.secondsLeft == null) return isOffline ? '' : t('moves.live.keeps')
  return t(isOffline ? 'moves.live.leftOffline' : 'moves.live.left', {
    time: durationWord(t, Math.max(1, Math.ceil(facts.secondsLeft)) * 1000),
    name: tenant.name,
  })
}
