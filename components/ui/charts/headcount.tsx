'use client'
import { LazyChart } from './lazy'

export type HeadcountPoint = { label: string; joined: number; left: number; headcount: number }
export type HeadcountProps = {
  points: HeadcountPoint[]
  locale: string
  words: { label: string; headcount: string; joined: string; left: string }
}

const load = () => import('./headcount-chart').then((module) => module.HeadcountChart)

/** People over time, and under it on the same axis who joined and who left. */
export function HeadcountChart({ height, ...chart }: HeadcountProps & { height: number }) {
  return <LazyChart height={height} load={load} chart={chart} />
}
