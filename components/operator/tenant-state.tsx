import { State, Tag } from '@/components/ui'
import type { HouseState } from './house-shape'

const LOOK = {
  active: { tone: 'ok' },
  provisioning: { tone: 'info', icon: 'timer' },
  stopped: { tone: 'quiet', icon: 'pause' },
  failed: { tone: 'bad', icon: 'circle-x' },
  deleting: { tone: 'quiet', icon: 'trash-2' },
} as const

/** A tenant's state in a table: a dot or an icon, and its word. */
export function TenantState({ state, word }: { state: HouseState; word: string }) {
  const look = LOOK[state]
  return (
    <State tone={look.tone} icon={'icon' in look ? look.icon : undefined}>
      {word}
    </State>
  )
}

/** The same at the head of the tenant's page. */
export function TenantStateTag({ state, word }: { state: HouseState; word: string }) {
  const tone = LOOK[state].tone
  return (
    <Tag tone={tone === 'quiet' ? 'neutral' : tone} hasDot>
      {word}
    </Tag>
  )
}
