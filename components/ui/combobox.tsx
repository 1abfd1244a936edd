'use client'
import { Command } from 'cmdk'
import { useState } from 'react'
import { Button } from './button'
import type { Option } from './field'
import { Icon } from './icon'
import { Popover } from './popover'

/** A choice from many, by typing. Under ten options a Select is quicker for everybody. */
export function Combobox({
  options,
  value,
  label,
  words,
  onValue,
}: {
  options: readonly Option[]
  value: string | null
  label: string
  words: { choose: string; find: string; nothing: string }
  onValue: (value: string) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const chosen = options.find((option) => option.value === value)
  return (
    <Popover
      label={label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button iconEnd="chevrons-up-down" className="combobox" aria-label={`${label}: ${chosen?.label ?? words.choose}`}>
          <span className="min-w-0 flex-1 truncate text-left">{chosen?.label ?? words.choose}</span>
        </Button>
      }
    >
      <Command label={label} className="combobox-list">
        <Command.Input className="input" placeholder={words.find} autoFocus />
        <Command.List>
          <Command.Empty className="p-2 text-ink-3">{words.nothing}</Command.Empty>
          {options.map((option) => (
            <Command.Item
              key={option.value}
              value={option.value}
              keywords={[option.label]}
              disabled={option.isDisabled}
              onSelect={() => {
                onValue(option.value)
                setIsOpen(false)
              }}
            >
              <span className="flex-1">{option.label}</span>
              {option.value === value && <Icon name="check" size="s" />}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
