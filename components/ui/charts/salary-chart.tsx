'use client'
import { Area, ComposedChart, ReferenceDot, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { SalaryPoint, SalaryProps } from './salary'
import { roundTicks } from './scale'

export function SalaryChart({ points, until, locale, currency, largest, label }: SalaryProps) {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return null
  const short = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const amounts = points.map(({ amount }) => amount)
  const high = Math.max(...amounts)
  const spread = high - Math.min(...amounts) || high * 0.2 || 1
  const low = Math.max(0, Math.min(...amounts) - spread * 0.25)
  const end = Math.max(until, last.on + 1)
  // The steps need a last point at the end of the axis.
  const rows = [...points, { ...last, on: end }]
  const marked = largest ? points[largest.index] : undefined

  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: 26, right: 94, bottom: 0, left: 6 }} role="img" title={label}>
        <XAxis
          dataKey="on"
          type="number"
          scale="time"
          domain={[first.on, end]}
          ticks={yearTicks(first.on, end)}
          tickFormatter={(moment: number) => String(new Date(moment).getUTCFullYear())}
          axisLine={{ stroke: 'var(--line2)' }}
          tickLine={false}
          height={26}
          tickMargin={8}
        />
        <YAxis domain={[low, high]} hide />
        {roundTicks(low, high, 4).map((tick) => (
          <ReferenceLine key={tick} y={tick} stroke="var(--line)" label={<TickText text={short.format(tick)} />} />
        ))}
        <Area
          dataKey="amount"
          type="stepAfter"
          stroke="var(--fill)"
          strokeWidth={2}
          fill="var(--tint2)"
          fillOpacity={0.6}
          isAnimationActive={false}
        />
        {marked && largest && (
          <ReferenceDot
            x={marked.on}
            y={marked.amount}
            r={3.5}
            fill="var(--surface)"
            stroke="var(--fill)"
            strokeWidth={2}
            label={<MarkText text={largest.text} isLate={(marked.on - first.on) / (end - first.on) > 0.75} />}
          />
        )}
        <ReferenceDot x={end} y={last.amount} r={0} label={<EndText text={last.text} />} />
        <Tooltip cursor={{ stroke: 'var(--edge)', strokeDasharray: '3 3' }} content={<Reading />} isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** The first of January of at most five years. */
function yearTicks(from: number, to: number): number[] {
  const start = new Date(from).getUTCFullYear() + 1
  const years = Array.from({ length: Math.max(0, new Date(to).getUTCFullYear() - start + 1) }, (_, index) => start + index)
  const every = Math.max(1, Math.ceil(years.length / 5))
  return years.filter((_, index) => index % every === 0).map((year) => Date.UTC(year, 0, 1))
}

type Label = { viewBox?: { x?: number; y?: number } }

function TickText({ text, viewBox }: { text: string } & Label) {
  return (
    <text x={viewBox?.x} y={(viewBox?.y ?? 0) - 4}>
      {text}
    </text>
  )
}

function EndText({ text, viewBox }: { text: string } & Label) {
  return (
    <text className="end" x={(viewBox?.x ?? 0) + 7} y={(viewBox?.y ?? 0) + 4}>
      {text}
    </text>
  )
}

/** Below and behind its point; near the end of the axis before it, where the last value does not stand in the way. */
function MarkText({ text, isLate, viewBox }: { text: string; isLate: boolean } & Label) {
  return (
    <text
      className="mark-text"
      textAnchor={isLate ? 'end' : 'start'}
      x={(viewBox?.x ?? 0) + (isLate ? -8 : 12)}
      y={(viewBox?.y ?? 0) + (isLate ? 8 : 21)}
    >
      {text}
    </text>
  )
}

function Reading({ active, payload }: { active?: boolean; payload?: readonly { payload?: SalaryPoint }[] }) {
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="pop min-w-0 px-3 py-2 text-12 tabular-nums">
      <div className="text-ink-3">{point.label}</div>
      <div className="font-semibold">{point.text}</div>
    </div>
  )
}
