'use client'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'

export type TabPanel = { value: string; label: ReactNode; count?: ReactNode; content: ReactNode }

/** Tabs within a page, with the arrow keys; what must be linkable uses TabLinks. */
export function TabPanels({ panels, label, initial }: { panels: TabPanel[]; label: string; initial?: string }) {
  return (
    <Tabs.Root defaultValue={initial ?? panels[0]?.value}>
      <Tabs.List className="tabs" aria-label={label}>
        {panels.map((panel) => (
          <Tabs.Trigger key={panel.value} value={panel.value}>
            {panel.label}
            {panel.count !== undefined && <span className="font-normal text-ink-3 tabular-nums">{panel.count}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {panels.map((panel) => (
        <Tabs.Content key={panel.value} value={panel.value}>
          {panel.content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
