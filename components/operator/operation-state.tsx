import { Icon, type IconName, State } from '@/components/ui'
import type { OperationState as StateName } from './live-operation'

const LOOK: Record<StateName, { tone: 'ok' | 'info' | 'bad' | 'quiet'; icon: IconName; colour: string }> = {
  queued: { tone: 'quiet', icon: 'clock', colour: 'text-ink-3' },
  running: { tone: 'info', icon: 'activity', colour: 'text-info' },
  succeeded: { tone: 'ok', icon: 'circle-check', colour: 'text-ok' },
  failed: { tone: 'bad', icon: 'circle-x', colour: 'text-bad' },
  cancelled: { tone: 'quiet', icon: 'undo-2', colour: 'text-ink-3' },
}

export function OperationState({ state, word }: { state: StateName; word: string }) {
  return (
    <State tone={LOOK[state].tone} icon={LOOK[state].icon}>
      {word}
    </State>
  )
}

export function OperationIcon({ state }: { state: StateName }) {
  return <Icon name={LOOK[state].icon} className={LOOK[state].colour} />
}
