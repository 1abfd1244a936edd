'use client'
import { useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import type { IconName } from '@/components/ui/icon-data'
import { Notice } from '@/components/ui/panel'
import { type ActionCall, useAction } from './use-action'

type Props = ActionCall & {
  input: Record<string, unknown>
  label: string
  done: string
  then?: string
  icon?: IconName
  look?: ButtonLook['variant']
  size?: ButtonLook['size']
  /** What cannot be undone is asked about first. */
  confirm?: { title: string; consequences: string[]; cancel: string }
}

/** One press, one action. A failure stays where it happened. */
export function ActionButton({ input, label, done, then, icon, look, size, confirm, ...call }: Props) {
  const [isAsking, setIsAsking] = useState(false)
  const state = useAction(call, { done, then })
  return (
    <>
      <Button
        variant={look}
        size={size}
        icon={icon}
        isBusy={state.isBusy}
        onClick={() => (confirm ? setIsAsking(true) : void state.submit(input))}
      >
        {label}
      </Button>
      {confirm ? (
        <DangerDialog
          isOpen={isAsking}
          onClose={() => setIsAsking(false)}
          title={confirm.title}
          consequences={confirm.consequences}
          words={{ confirm: label, cancel: confirm.cancel }}
          onConfirm={() => state.submit(input)}
        />
      ) : (
        state.message && <Notice tone="bad">{state.message}</Notice>
      )}
    </>
  )
}
