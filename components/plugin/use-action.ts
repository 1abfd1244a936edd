'use client'
import { useState } from 'react'
import { toast } from '@/components/ui/toast'
import type { PluginRun } from '@/lib/plugin-kit'

export type ActionCall = { run: PluginRun; plugin: string; action: string }

/** Runs an action of a plugin, and keeps what was wrong with it. */
export function useAction(
  { run, plugin, action }: ActionCall,
  { done, then, onDone }: { done: string; then?: string; onDone?: () => void },
) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()

  async function submit(input: Record<string, unknown>): Promise<string | undefined> {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await run({ plugin, action, input })
    setIsBusy(false)
    if (!answer.ok) {
      setFailure(answer)
      return answer.message
    }
    toast(done)
    onDone?.()
    if (then) window.location.assign(then)
  }

  const fields = failure?.fieldErrors ?? {}
  // What stands at a field is not said twice.
  const message = failure && !Object.values(fields).includes(failure.message) ? failure.message : undefined
  return { submit, isBusy, fields, message }
}
