'use client'
import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

/** A small surface beside its opener. Escape and a press outside close it, and focus returns. */
export function Popover({
  trigger,
  label,
  isOpen,
  onOpenChange,
  children,
}: {
  trigger: ReactNode
  label: string
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="popover" aria-label={label} sideOffset={6} collisionPadding={8} align="start">
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
