'use client'
import { useEffect, useRef, useState } from 'react'
import { isFinished, type OperationView } from './live-operation'

/**
 * Follows an operation while it lasts, over the live stream of the HTTP API. The browser connects again by itself; `isLost` is true
 * in between. `nowAt` is by the server's clock, so that a bar that grows does not jump when its step ends: a change arrives the
 * moment it happens, so its newest time is the server's now.
 */
export function useOperation(id: string | null, initial: OperationView | null = null) {
  const [latest, setLatest] = useState<OperationView | null>(initial)
  const [isLost, setIsLost] = useState(false)
  const [clock, setClock] = useState<number | null>(null)
  const offset = useRef<number | null>(null)
  const operation = latest?.id === id ? latest : initial?.id === id ? initial : null
  const isOver = operation !== null && isFinished(operation)

  useEffect(() => {
    if (!id || isOver) return
    const source = new EventSource(`/api/v1/operations/${id}/events`)
    source.addEventListener('operation', (event) => {
      const next = JSON.parse(event.data as string) as OperationView
      const ahead = newestTime(next) - Date.now()
      offset.current = offset.current === null ? Math.max(0, ahead) : ahead
      setIsLost(false)
      setLatest((before) => (before?.id === next.id && before.version > next.version ? before : next))
    })
    source.addEventListener('gone', () => {
      source.close()
      location.assign('/sign-in?ended=1')
    })
    source.addEventListener('end', () => source.close())
    source.onerror = () => setIsLost(true)
    source.onopen = () => setIsLost(false)
    return () => source.close()
  }, [id, isOver])

  useEffect(() => {
    if (!id || isOver) return
    const timer = setInterval(() => setClock(Date.now()), 100)
    return () => clearInterval(timer)
  }, [id, isOver])

  const nowAt = clock === null || isOver ? (operation ? newestTime(operation) : 0) : clock + (offset.current ?? 0)
  return { operation, isLost, nowAt }
}

function newestTime({ createdAt, startedAt, finishedAt, steps }: OperationView): number {
  const times = [createdAt, startedAt, finishedAt, ...steps.flatMap((step) => [step.startedAt, step.finishedAt])]
  return Math.max(...times.map((time) => (time ? Date.parse(time) : 0)))
}
