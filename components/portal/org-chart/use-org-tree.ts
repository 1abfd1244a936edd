'use client'
import { useMemo, useState } from 'react'
import { byParent, layOut } from './layout'
import type { OrgColumns, OrgNode } from './org-node'

async function ask<T>(query: Record<string, string | undefined>): Promise<T> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const response = await fetch(`/api/portal/organisation?${new URLSearchParams(given)}`)
  if (!response.ok) throw new Error(`refused with ${response.status}`)
  return (await response.json()) as T
}

/** The cards that are known, which are open, and which is chosen. What is below a card is asked for when it is opened first. */
export function useOrgTree(by: 'manager' | 'department', columns: OrgColumns) {
  const [nodes, setNodes] = useState(() => new Map(columns.nodes.map((node) => [node.key, node])))
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(columns.open))
  const [chosen, setChosen] = useState(columns.chosen)
  const [busy, setBusy] = useState<string>()
  const [hasFailed, setHasFailed] = useState(false)
  const children = useMemo(() => byParent(nodes.values()), [nodes])
  const layout = useMemo(() => layOut(children, open), [children, open])

  /** The chosen card and those it hangs from. */
  const path = useMemo(() => {
    const keys = new Set<string>()
    for (let key = chosen; key !== null && !keys.has(key); key = nodes.get(key)?.parent ?? null) keys.add(key)
    return keys
  }, [chosen, nodes])

  const learn = (found: OrgNode[]) => setNodes((known) => new Map([...known, ...found.map((node) => [node.key, node] as const)]))
  const openKeys = (keys: Iterable<string>) => setOpen((known) => new Set([...known, ...keys]))

  async function busily<T>(key: string, work: () => Promise<T>): Promise<T | undefined> {
    setBusy(key)
    setHasFailed(false)
    try {
      return await work()
    } catch {
      setHasFailed(true)
    } finally {
      setBusy(undefined)
    }
  }

  async function expand(node: OrgNode): Promise<void> {
    if (!children.has(node.key)) {
      const found = await busily(node.key, () => ask<{ nodes: OrgNode[] }>({ manager: node.personId, department: node.department }))
      if (!found) return
      learn(found.nodes)
    }
    openKeys([node.key])
  }

  return {
    nodes,
    children,
    layout,
    open,
    path,
    chosen: chosen === null ? undefined : nodes.get(chosen),
    busy,
    hasFailed,
    choose(key: string) {
      setChosen(key)
      // A department has no address of its own here.
      const query = new URLSearchParams({ ...(by === 'department' && { by }), ...(!key.startsWith('d:') && { person: key }) })
      history.replaceState(history.state, '', query.size > 0 ? `/organisation?${query}` : '/organisation')
    },
    async toggle(node: OrgNode) {
      if (node.direct === 0) return
      if (!open.has(node.key)) return expand(node)
      setOpen((known) => new Set([...known].filter((key) => key !== node.key)))
    },
    /** Everybody below, in one answer. */
    async expandAll(node: OrgNode) {
      const query = { manager: node.personId, department: node.department, depth: 'all' }
      const found = await busily(node.key, () => ask<{ nodes: OrgNode[] }>(query))
      if (!found) return
      learn(found.nodes)
      openKeys([node.key, ...found.nodes.filter(({ direct }) => direct > 0).map(({ key }) => key)])
    },
    closeAll() {
      setOpen(new Set(columns.open))
    },
    async jump(personId: string): Promise<boolean> {
      const found = await busily(personId, () => ask<OrgColumns>({ path: personId, by }))
      if (!found) return false
      learn(found.nodes)
      openKeys(found.open.filter((key) => key !== personId))
      this.choose(personId)
      return true
    },
  }
}
export type OrgTree = ReturnType<typeof useOrgTree>
