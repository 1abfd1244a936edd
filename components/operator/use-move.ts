'use client'
import { useEffect, useState } from 'react'
import type { OperationView } from './live-operation'
import type { MoveView } from './move-look'

const LOOK_MILLISECONDS = 500

/**
 * The numbers of a move, beside the live stream of its operation: read again with every change of the stream and twice a second in
 * between, until both are over. An answer that comes late never replaces a newer one.
 */
export function useMove(initial: MoveView, operation: OperationView): MoveView {
  const [move, setMove] = useState(initial)
  const isOver = move.phase === 'done' || move.phase === 'aborted'
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the operation is a reason to look at once
  useEffect(() => {
    if (isOver) return
    let isGone = false
    async function look() {
      const answer = await fetch(`/api/operator/moves/${initial.id}`, { cache: 'no-store' }).catch(() => null)
      if (answer?.ok && !isGone) setMove((await answer.json()) as MoveView)
    }
    void look()
    const timer = setInterval(() => void look(), LOOK_MILLISECONDS)
    return () => {
      isGone = true
      clearInterval(timer)
    }
  }, [initial.id, isOver, operation.version])
  return move
}
