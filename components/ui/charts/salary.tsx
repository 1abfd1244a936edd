'use client'
import { LazyChart } from './lazy'

export type SalaryPoint = { on: number; amount: number; label: string; text: string }
export type SalaryProps = {
  points: SalaryPoint[]
  /** The last moment on the axis. */
  until: number
  locale: string
  currency: string
  /** The largest raise: which point, and what to write beside it. */
  largest: { index: number; text: string } | null
  label: string
}

const load = () => import('./salary-chart').then((module) => module.SalaryChart)

/** Pay as steps, from the first to the last. */
export function SalaryChart({ height, ...chart }: SalaryProps & { height: number }) {
  return <LazyChart height={height} load={load} chart={chart} />
}
