'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { SearchCombobox } from '@/components/ui/search-combobox'
import { findPeople } from '../find-fields'
import { OrgList } from './org-list'
import type { OrgColumns } from './org-node'
import { OrgPlane } from './org-plane'
import { useOrgTree } from './use-org-tree'

const ZOOMS = [0.25, 0.4, 0.6, 0.8, 1, 1.25, 1.5]

export type OrgChartProps = {
  by: 'manager' | 'department'
  columns: OrgColumns
  words: Record<
    | 'label'
    | 'search'
    | 'nobody'
    | 'reports'
    | 'first'
    | 'noName'
    | 'profile'
    | 'team'
    | 'below'
    | 'reportsTo'
    | 'expandAll'
    | 'closeAll'
    | 'zoomIn'
    | 'zoomOut'
    | 'fit'
    | 'failed'
    | 'keys',
    string
  >
}

/** The chart with its tools: search, zoom, and the chosen card in full. */
export function OrgChart({ by, columns, words }: OrgChartProps) {
  const router = useRouter()
  const tree = useOrgTree(by, columns)
  const [zoom, setZoom] = useState(1)
  const [jumps, setJumps] = useState(0)
  const isPhone = useIsPhone()
  const { chosen } = tree
  const manager = chosen?.parent ? tree.nodes.get(chosen.parent) : undefined
  const openProfile = (personId: string) => router.push(`/people/${personId}`)
  const step = (by: 1 | -1) => setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom) + by))]!)

  async function jump(personId: string) {
    if (await tree.jump(personId)) setJumps(jumps + 1)
  }

  const Tree = isPhone ? OrgList : OrgPlane
  return (
    <>
      <div className="org-find">
        <SearchCombobox
          id="org-find"
          label={words.search}
          value={null}
          find={findPeople}
          onValue={(found) => found && jump(found.value)}
          words={{ nothing: words.nobody, placeholder: words.search }}
        />
      </div>
      {tree.hasFailed && (
        <Notice tone="bad" className="mx-6 mb-3">
          {words.failed}
        </Notice>
      )}
      <div className="org-frame">
        <Tree tree={tree} zoom={zoom} jumps={jumps} onOpenProfile={openProfile} label={`${words.label}. ${words.keys}`} words={words} />
        <div className="org-zoom only-desk">
          <Button size="sm" isIcon icon="minus" aria-label={words.zoomOut} disabled={zoom === ZOOMS[0]} onClick={() => step(-1)} />
          <span className="tabular-nums">{Math.round(zoom * 100)}%</span>
          <Button size="sm" isIcon icon="plus" aria-label={words.zoomIn} disabled={zoom === ZOOMS.at(-1)} onClick={() => step(1)} />
          <Button size="sm" onClick={() => setZoom(fitting(tree.layout.width, tree.layout.height))}>
            {words.fit}
          </Button>
          <Button size="sm" onClick={tree.closeAll}>
            {words.closeAll}
          </Button>
        </div>
        {chosen && (
          <section className="org-chosen-card only-desk" aria-live="polite">
            <div className="row gap-3">
              <Avatar name={chosen.name || words.noName} isCompany={!chosen.personId} />
              <div className="min-w-0">
                <div className="truncate font-medium">{chosen.name || words.noName}</div>
                <div className="truncate text-12 text-ink-3">{chosen.detail}</div>
              </div>
            </div>
            <dl className="kv mt-3">
              <dt>{words.team}</dt>
              <dd className="tabular-nums">{chosen.direct}</dd>
              <dt>{words.below}</dt>
              <dd className="tabular-nums">{chosen.all}</dd>
              {manager && (
                <>
                  <dt>{words.reportsTo}</dt>
                  <dd className="truncate">{manager.name || words.noName}</dd>
                </>
              )}
            </dl>
            <div className="row mt-3 gap-2">
              {chosen.personId && (
                <a className={buttonClass({ size: 'sm' })} href={`/people/${chosen.personId}`}>
                  {words.profile}
                </a>
              )}
              {chosen.all > chosen.direct && (
                <Button size="sm" variant="ghost" isBusy={tree.busy === chosen.key} onClick={() => tree.expandAll(chosen)}>
                  {words.expandAll}
                </Button>
              )}
            </div>
          </section>
        )}
      </div>
    </>
  )
}

/** The largest step at which the whole chart is in view, or the smallest of all. */
function fitting(width: number, height: number): number {
  const box = document.querySelector('.org-frame')!
  const fits = (zoom: number) => width * zoom <= box.clientWidth && height * zoom + 40 <= box.clientHeight
  return ZOOMS.filter((zoom) => zoom <= 1).findLast(fits) ?? ZOOMS[0]!
}

function useIsPhone(): boolean {
  const [isPhone, setIsPhone] = useState(false)
  useEffect(() => {
    const query = matchMedia('(max-width: 720px)')
    const tell = () => setIsPhone(query.matches)
    tell()
    query.addEventListener('change', tell)
    return () => query.removeEventListener('change', tell)
  }, [])
  return isPhone
}
