import type { CSSProperties } from 'react'
import type { Side } from './move-look'
import { type Pattern, PatternLabel } from './pattern-glyph'

export const SQUARES = 390
const COLUMNS = 26
/** Squares that are being carried at this moment. */
const FRONT = 5

export interface PlateProps {
  pattern: Pattern
  kept: string
  place: string
  epoch: string
  state: string
  side: Side
  /** Of the squares of this plate, how many hold rows. */
  filled: number
  /** Whether rows are being carried right now, from `filled` on. */
  isCarrying: boolean
}

/** One of the two places as squares of rows: bright serves, pale waits or is kept, hollow is empty, blue is on its way. */
export function MovePlate({ pattern, kept, place, epoch, state, side, filled, isCarrying }: PlateProps) {
  return (
    <div className="op-plate" style={{ '--p': `var(--p-${pattern})` } as CSSProperties}>
      <div className="row items-start">
        <div className="min-w-0 flex-1">
          <b>
            <PatternLabel pattern={pattern} label={kept} />
          </b>
          <p className="mono truncate text-ink-2">{place}</p>
        </div>
        <div className="text-right text-12">
          <b>{epoch}</b>
          <p className={side === 'serves' ? 'text-ok' : side === 'kept' ? 'text-warn' : 'text-ink-3'}>{state}</p>
        </div>
      </div>
      <svg className={`op-squares is-${side}`} viewBox={`0 0 ${COLUMNS * 10 - 2} ${(SQUARES / COLUMNS) * 10 - 2}`} aria-hidden="true">
        {Array.from({ length: SQUARES }, (_, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place
            key={index}
            x={(index % COLUMNS) * 10 + 0.5}
            y={Math.floor(index / COLUMNS) * 10 + 0.5}
            width="7"
            height="7"
            rx="1.4"
            className={isCarrying && index >= filled && index < filled + FRONT ? 'front' : index < filled ? 'full' : undefined}
          />
        ))}
      </svg>
    </div>
  )
}
