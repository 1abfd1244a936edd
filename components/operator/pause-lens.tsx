import type { MoveView } from './move-look'
import { durationWord, type Words } from './words'

const [END, TARGET, PREDICTED] = [500, 250, 250]

/** Fence to flip drawn on 0 to 500 ms: predicted is pale, measured is full. An offline move has no such pause, only a closed door. */
export function PauseLens({ t, move }: { t: Words; move: MoveView }) {
  const { pauseMs, fenceTries = 0, touchedKeys } = move.facts
  const isMeasured = typeof pauseMs === 'number'
  if (move.method === 'offline')
    return isMeasured ? <p className="text-ink-2">{t('moves.offlinePause', { time: durationWord(t, pauseMs) })}</p> : null
  const length = Math.min(END, isMeasured ? pauseMs : PREDICTED)
  return (
    <section className="op-lens">
      <div className="row">
        <h2>
          {t('moves.pauseTitle')}, {t(isMeasured ? 'moves.pauseMeasured' : 'moves.pausePredicted')}
        </h2>
        <span className="only-desk text-12 text-ink-3">{t('moves.pauseNote')}</span>
        <span className="flex-1" />
        <b className="op-lens-number">{isMeasured ? durationWord(t, pauseMs) : t('moves.about', { time: durationWord(t, PREDICTED) })}</b>
      </div>
      <div className="op-lens-bar" aria-hidden="true">
        <span className={isMeasured ? 'is-measured' : undefined} style={{ width: `${(length / END) * 100}%` }} />
        <i style={{ left: `${(TARGET / END) * 100}%` }} />
      </div>
      <div className="op-axis">
        <span>0</span>
        <span>{t('moves.target', { ms: TARGET })}</span>
        <span>{t('moves.end', { ms: END })}</span>
      </div>
      {isMeasured ? (
        <p className="mt-1 text-12 text-ink-3">
          {[
            fenceTries > 0 ? t('moves.tries', { count: fenceTries }) : null,
            touchedKeys ? t('moves.touched', { count: touchedKeys }) : null,
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      ) : null}
    </section>
  )
}
