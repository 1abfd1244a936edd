'use client'
import { Area, Bar, ComposedChart, ReferenceDot, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { HeadcountPoint, HeadcountProps } from './headcount'
import { roundTicks, sparseTicks } from './scale'

const MARGIN = { top: 16, right: 64, bottom: 0, left: 8 }
const STEADY = { isAnimationActive: false } as const

export function HeadcountChart({ points, locale, words }: HeadcountProps) {
  const last = points.at(-1)
  if (!last) return null
  const number = new Intl.NumberFormat(locale)
  const most = Math.max(1, ...points.map(({ headcount }) => headcount))
  const mostMoved = Math.max(1, ...points.flatMap(({ joined, left }) => [joined, left]))
  const mostLeft = Math.max(0, ...points.map(({ left }) => left))
  const rows = points.map((point) => ({ ...point, gone: -point.left }))
  const ticks = roundTicks(0, most, 3)
  const room = 44 / mostMoved
  // Loaded in the browser alone, so the window is there.
  const isNarrow = window.innerWidth <= 720

  return (
    <figure className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={rows} margin={MARGIN} syncId="headcount" role="img" title={words.label}>
            <XAxis dataKey="label" scale="band" hide />
            <YAxis domain={[0, most * 1.05]} hide />
            {ticks.map((tick) => (
              <ReferenceLine key={tick} y={tick} stroke="var(--line)" label={<TickText text={number.format(tick)} />} />
            ))}
            <Area
              dataKey="headcount"
              type="linear"
              stroke="var(--fill)"
              strokeWidth={2}
              fill="var(--tint2)"
              fillOpacity={0.7}
              {...STEADY}
            />
            <ReferenceLine y={0} stroke="var(--line2)" />
            <ReferenceDot
              x={last.label}
              y={last.headcount}
              r={4}
              fill="var(--fill)"
              stroke="var(--surface)"
              strokeWidth={2}
              label={<EndText text={number.format(last.headcount)} />}
            />
            <Tooltip
              cursor={{ stroke: 'var(--edge)', strokeDasharray: '3 3' }}
              content={<Reading words={words} number={number} />}
              {...STEADY}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className="relative" style={{ height: 60 + room * mostLeft + 36 }} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={rows} margin={MARGIN} stackOffset="sign" barCategoryGap="29%" syncId="headcount" accessibilityLayer={false}>
            <XAxis
              dataKey="label"
              axisLine={false}
              tickLine={false}
              height={36}
              tickMargin={20}
              interval={0}
              ticks={sparseTicks(
                points.map(({ label }) => label),
                isNarrow ? 5 : 9,
              )}
            />
            <YAxis domain={[-mostLeft, mostMoved]} hide />
            <ReferenceLine y={0} stroke="var(--line2)" />
            <Bar dataKey="joined" stackId="moves" fill="var(--fill)" radius={1.5} maxBarSize={24} {...STEADY} />
            <Bar dataKey="gone" stackId="moves" fill="var(--fill2)" radius={1.5} maxBarSize={24} {...STEADY} />
            <Tooltip cursor={{ fill: 'var(--ink)', fillOpacity: 0.04 }} content={() => null} {...STEADY} />
          </ComposedChart>
        </ResponsiveContainer>
        <span className="absolute right-0 w-14 text-11 text-ink-3" style={{ top: 16 + 18 }}>
          {words.joined}
        </span>
        {mostLeft > 0 && (
          <span className="absolute right-0 w-14 text-11 text-ink-3" style={{ top: 60 }}>
            {words.left}
          </span>
        )}
      </div>
    </figure>
  )
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
    <text className="end" x={(viewBox?.x ?? 0) + 13} y={(viewBox?.y ?? 0) + 8}>
      {text}
    </text>
  )
}

type ReadingProps = {
  active?: boolean
  payload?: readonly { payload?: HeadcountPoint }[]
  words: HeadcountProps['words']
  number: Intl.NumberFormat
}

function Reading({ active, payload, words, number }: ReadingProps) {
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="pop min-w-0 px-3 py-2 text-12 tabular-nums">
      <div className="text-ink-3">{point.label}</div>
      <div className="font-semibold">
        {words.headcount} {number.format(point.headcount)}
      </div>
      <div className="text-ink-2">
        {words.joined} {number.format(point.joined)} · {words.left} {number.format(point.left)}
      </div>
    </div>
  )
}
