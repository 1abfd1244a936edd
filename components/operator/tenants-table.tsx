import { Table, Th } from '@/components/ui'
import { CompanyMark } from './company-mark'
import type { HouseState } from './house-shape'
import { type Pattern, PatternLabel } from './pattern-glyph'
import { RowKeys } from './row-keys'
import { TenantActions, type TenantActionsProps } from './tenant-actions'
import { TenantState } from './tenant-state'
import { When } from './when'

export interface TenantRow {
  slug: string
  name: string
  mark: { name: string; solid: string; onsolid: string } | null
  tier: string
  pattern: { key: Pattern; word: string } | null
  server: string | null
  people: string
  state: HouseState
  stateWord: string
  created: { iso: string; text: string; exact: string }
  actions: Omit<TenantActionsProps, 'slug' | 'name'>
}

/** Rows of 36 px; the whole row opens the tenant, what one can do stands behind the three dots. */
export function TenantsTable({
  rows,
  heads,
  sorts,
  hint,
}: {
  rows: TenantRow[]
  heads: Record<'tenant' | 'tier' | 'pattern' | 'server' | 'people' | 'state' | 'created', string>
  sorts: Record<'newest' | 'name' | 'people', { href: string; isCurrent: boolean }>
  hint: string
}) {
  return (
    <RowKeys>
      <div className="op-bleed">
        <Table isDense>
          <caption className="sr-only">{hint}</caption>
          <thead>
            <tr>
              <Th href={sorts.name.href} sorted={sorts.name.isCurrent ? 'ascending' : undefined}>
                {heads.tenant}
              </Th>
              <Th className="wide-only">{heads.tier}</Th>
              <Th className="wide-only">{heads.pattern}</Th>
              <Th className="wide-only">{heads.server}</Th>
              <Th isNumber href={sorts.people.href} sorted={sorts.people.isCurrent ? 'descending' : undefined}>
                {heads.people}
              </Th>
              <Th>{heads.state}</Th>
              <Th isNumber className="wide-only" href={sorts.newest.href} sorted={sorts.newest.isCurrent ? 'descending' : undefined}>
                {heads.created}
              </Th>
              <td className="w-10" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.slug} data-href={`/tenants/${row.slug}`} className="op-opens">
                <td className="op-grow">
                  <span className="op-name">
                    <CompanyMark mark={row.mark} name={row.name} size={22} />
                    <a href={`/tenants/${row.slug}`}>{row.name}</a>
                    <span className="mono only-desk text-ink-3">{row.slug}</span>
                  </span>
                </td>
                <td className="wide-only text-ink-2">{row.tier}</td>
                <td className="wide-only">
                  {row.pattern ? (
                    <PatternLabel pattern={row.pattern.key} label={row.pattern.word} />
                  ) : (
                    <span className="text-ink-3">–</span>
                  )}
                </td>
                <td className="mono wide-only text-ink-2">{row.server ?? '–'}</td>
                <td className="n">{row.people}</td>
                <td>
                  <TenantState state={row.state} word={row.stateWord} />
                </td>
                <td className="n wide-only text-ink-3">
                  <When moment={row.created} />
                </td>
                <td>
                  <TenantActions slug={row.slug} name={row.name} {...row.actions} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </RowKeys>
  )
}
