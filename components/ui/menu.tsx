'use client'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type MenuItem =
  | { kind: 'title'; label: string }
  | { kind: 'line' }
  | {
      kind?: 'item'
      label: string
      icon?: IconName
      href?: string
      onSelect?: () => void
      isDanger?: boolean
      isDisabled?: boolean
      isChecked?: boolean
      end?: ReactNode
    }

/** The trigger is one button; items are links or actions. Keys: arrows, Home, End, first letter, Esc. */
export function Menu({
  trigger,
  items,
  align = 'end',
  side = 'bottom',
}: {
  trigger: ReactNode
  items: MenuItem[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="pop" align={align} side={side} sideOffset={6} collisionPadding={8}>
          {items.map((item, index) => {
            // biome-ignore-start lint/suspicious/noArrayIndexKey: a menu's items do not move
            if (item.kind === 'title')
              return (
                <DropdownMenu.Label key={index} className="pop-title">
                  {item.label}
                </DropdownMenu.Label>
              )
            if (item.kind === 'line') return <DropdownMenu.Separator key={index} className="pop-line" />
            const content = (
              <>
                {item.icon && <Icon name={item.icon} />}
                <span className="flex-1">{item.label}</span>
                {item.isChecked && <Icon name="check" size="s" />}
                {item.end}
              </>
            )
            const className = `pop-item ${item.isDanger ? 'pop-item-danger' : ''}`
            if (item.isChecked !== undefined)
              return (
                <DropdownMenu.CheckboxItem
                  key={index}
                  className={className}
                  checked={item.isChecked}
                  disabled={item.isDisabled}
                  onSelect={item.onSelect}
                >
                  {content}
                </DropdownMenu.CheckboxItem>
              )
            return (
              <DropdownMenu.Item
                key={index}
                className={className}
                disabled={item.isDisabled}
                onSelect={item.onSelect}
                asChild={Boolean(item.href)}
              >
                {item.href ? <a href={item.href}>{content}</a> : content}
              </DropdownMenu.Item>
            )
            // biome-ignore-end lint/suspicious/noArrayIndexKey: a menu's items do not move
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
