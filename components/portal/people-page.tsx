import { buttonClass, Empty, FilterChip, Icon, InputGroup, Kbd, Notice, Pager, type TabLink, TabLinks } from '@/components/ui'
import { FieldFilter } from './fields/field-filter'
import type { FieldFilterProps } from './fields/field-filter-dialog'
import { PeopleBulk, type PeopleBulkProps } from './people-bulk'
import { PeopleClient } from './people-client'
import { PeopleFilter, type PeopleFilterProps } from './people-filter'
import { type PeopleColumn, type PeopleRow, PeopleTable } from './people-table'
import { PeopleTools, type PeopleToolsProps } from './people-tools'

type HiddenField = { name: string; value: string }

export type PeoplePageProps = {
  total: string
  importHref?: string
  hireHref?: string
  views: TabLink[]
  search: { value: string; fields: HiddenField[] }
  filter: PeopleFilterProps
  /** Where the tenant has fields of its own to filter by. */
  fieldFilter?: Omit<FieldFilterProps, 'onClose'>
  chips: { name: string; value: string; removeHref: string; removeLabel: string }[]
  clearHref?: string
  columns: PeopleColumn[]
  rows: PeopleRow[]
  pick?: { row: string; all: string }
  tools: Omit<PeopleToolsProps, 'actions'>
  actions: PeopleToolsProps['actions']
  /** Only for those who may change people. */
  bulk?: Omit<PeopleBulkProps, 'action'>
  startBulkChange: PeopleBulkProps['action']
  /** Nobody at all, or nobody who matches. */
  empty?: 'nobody' | 'nothing'
  notice?: string
  pager: {
    range: string
    note: string
    previousHref: string | null
    nextHref: string | null
    words: { label: string; previous: string; next: string }
  }
  words: Record<
    | 'title'
    | 'import'
    | 'hire'
    | 'views'
    | 'search'
    | 'searchLabel'
    | 'clear'
    | 'left'
    | 'emptyTitle'
    | 'emptyText'
    | 'emptyAction'
    | 'nothingTitle'
    | 'nothingText'
    | 'nothingAction',
    string
  >
}

/** Rows are HTML from the server; everything is a link or a form, so the list works before any script has loaded. */
export function PeoplePage(props: PeoplePageProps) {
  const { total, importHref, hireHref, views, search, filter, chips, clearHref, columns, rows, pick, empty, notice, pager, words } = props
  const { tools, bulk } = props
  return (
    <>
      <header className="row gap-3 px-6 pt-5 pb-3 phone:p-4">
        <h1>{words.title}</h1>
        <span className="text-ink-3 tabular-nums">{total}</span>
        <span className="flex-1" />
        {importHref && (
          <a className={buttonClass({}, 'only-desk')} href={importHref}>
            <Icon name="upload" />
            {words.import}
          </a>
        )}
        {hireHref && (
          <a className={buttonClass({ variant: 'solid' })} href={hireHref}>
            <Icon name="user-plus" />
            {words.hire}
          </a>
        )}
      </header>
      {empty === 'nobody' ? (
        <Nobody href={importHref} words={words} />
      ) : (
        <>
          <TabLinks className="px-6 phone:overflow-x-auto phone:px-4" tabs={views} label={words.views} />
          <div className="people-bar">
            <form id="people-search" action="/people" className="people-find">
              {search.fields.map((field) => (
                <input key={`${field.name} ${field.value}`} type="hidden" {...field} />
              ))}
              <InputGroup
                key={search.fields.length}
                icon="search"
                type="search"
                name="search"
                maxLength={100}
                defaultValue={search.value}
                placeholder={words.search}
                aria-label={words.searchLabel}
                autoComplete="off"
                end={
                  <span className="only-desk">
                    <Kbd>/</Kbd>
                  </span>
                }
              />
            </form>
            {chips.map((chip) => (
              <FilterChip key={chip.name} {...chip} />
            ))}
            <PeopleFilter {...filter} />
            {props.fieldFilter && <FieldFilter {...props.fieldFilter} />}
            {clearHref && (
              <a className="link text-12" href={clearHref}>
                {words.clear}
              </a>
            )}
            <PeopleTools key={`${tools.view?.id} ${tools.columns.map(({ key }) => key)}`} {...tools} actions={props.actions} />
          </div>
          {notice && <Notice className="mx-6 mb-3 phone:mx-4">{notice}</Notice>}
          {empty === 'nothing' ? (
            <Empty
              icon="users"
              title={words.nothingTitle}
              actions={
                <a className={buttonClass()} href="/people">
                  {words.nothingAction}
                </a>
              }
            >
              {words.nothingText}
            </Empty>
          ) : (
            <>
              <PeopleTable rows={rows} columns={columns} pick={pick} words={words} />
              <Pager className="people-pager" {...pager} />
            </>
          )}
          {bulk && <PeopleBulk {...bulk} action={props.startBulkChange} />}
          <PeopleClient formId="people-search" tableId="people" search={search.value} />
        </>
      )}
    </>
  )
}

function Nobody({ href, words }: { href?: string; words: PeoplePageProps['words'] }) {
  return (
    <div className="flex flex-col items-center border-t border-line px-4 pt-20 pb-16 text-center">
      <svg width="520" height="208" viewBox="0 0 520 208" className="h-auto max-w-full" aria-hidden="true">
        {[0, 1, 2].map((index) => (
          <g key={index} transform={`translate(${26 * index} ${62 * index})`} opacity={1 - 0.3 * index}>
            <rect x="20" y="8" width="420" height="52" rx="10" fill="var(--surface)" stroke="var(--line)" />
            <circle cx="50" cy="34" r="14" fill="var(--tint2)" />
            <rect x="76" y="24" width={130 - 20 * index} height="8" rx="4" fill="var(--line2)" />
            <rect x="76" y="40" width={88 + 14 * index} height="6" rx="3" fill="var(--line)" />
            <rect x="366" y="30" width="52" height="8" rx="4" fill="var(--line)" />
          </g>
        ))}
      </svg>
      <h2 className="mt-4 text-[22px] leading-[30px]">{words.emptyTitle}</h2>
      <p className="max-w-[400px] text-ink-2">{words.emptyText}</p>
      {href && (
        <a className={buttonClass({ variant: 'solid', size: 'lg' }, 'mt-5')} href={href}>
          <Icon name="upload" />
          {words.emptyAction}
        </a>
      )}
    </div>
  )
}
