'use client'
import { useActionState } from 'react'
import { Button } from '@/components/ui'
import type { ActionResult, FormAction } from './action-result'

/** Ends the half-made session, so that somebody else can sign in. */
export function StartOver<Output>({ action, label }: { action: FormAction<Output>; label: string }) {
  const [, submit, isPending] = useActionState<ActionResult<Output> | null, FormData>(action, null)
  return (
    <form action={submit} className="mt-3" data-hard>
      <Button type="submit" variant="ghost" isBlock isBusy={isPending}>
        {label}
      </Button>
    </form>
  )
}
