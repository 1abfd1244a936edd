import type { AppError, ErrorCode, Locale, PluginManifest } from '@/lib/core'
import type { PayInForce, PersonCard, PersonCardQuery, PlainDate, Relation } from '@/lib/hr'
import type { TenantTx } from '@/lib/tenancy'

export type PluginMoney = { amountMinor: number; currency: string }
export type TablesOf<M extends PluginManifest> = Pick<TenantTx, Extract<keyof M['tables'], keyof TenantTx>>
export type RightOf<M extends PluginManifest> = keyof M['permissions'] & string

/** People, as far as whoever asks may see them. */
export interface PeopleReach {
  find(id: string): Promise<PersonCard | null>
  list(query: PersonCardQuery): Promise<PersonCard[]>
  /** What whoever asks is to each of these people: 'below' is somebody in their own line, at any depth. */
  relations(ids: readonly string[]): Promise<(id: string) => Relation>
  /** Throws `forbidden` unless whoever asks may see everybody's pay. */
  payDuring(query: { from: PlainDate; to: PlainDate; ids: readonly string[] }): Promise<PayInForce[]>
  name(person: { firstName: string; lastName: string }): string
}

/** How things are written here, in the reader's language. */
export interface Format {
  number(value: number): string
  money(money: PluginMoney): string
  date(day: PlainDate): string
  dateLong(day: PlainDate): string
  day(day: PlainDate): string
  moment(at: Date): string
}

export interface RefuseOptions {
  values?: Record<string, string | number>
  /** The field of the form that is at fault. */
  field?: string
}

/** A server action for forms of this plugin. A plugin passes it on to a form and does nothing else with it. */
export type PluginRun = (call: { plugin: string; action: string; input: Record<string, unknown> }) => Promise<PluginAnswer>
export type PluginAnswer = { ok: true; data: unknown } | { ok: false; message: string; fieldErrors?: Record<string, string> }

/** What a plugin can reach while it answers one request of one person of one tenant. */
export interface PluginScope<M extends PluginManifest = PluginManifest, S = unknown> {
  /** Its own tables and no others, of this tenant and of no other. */
  readonly tables: TablesOf<M>
  /** As the tenant has set them, by the schema's rules. */
  readonly settings: S
  readonly people: PeopleReach
  /** employeeId is null for accounts that are no employee's, and for keys. */
  readonly me: { userId: string | null; employeeId: string | null; name: string }
  readonly tenant: { name: string; productName: string; country: string; currency: string; timeZone: string }
  /** In the tenant's time zone. */
  readonly today: PlainDate
  readonly locale: Locale
  may(right: RightOf<M>): boolean
  t(key: string, values?: Record<string, string | number>): string
  readonly format: Format
  publicHolidays(country: string, period: { from: PlainDate; to: PlainDate }): Promise<{ on: PlainDate; name: string }[]>
  /** An address of this plugin: path('/calendar') is '/leave/calendar'. */
  path(below?: string): string
  /** An error that says in the reader's language what to do: `throw scope.refuse('conflict', 'errors.overlap')`. */
  refuse(code: ErrorCode, word: string, options?: RefuseOptions): AppError
  readonly run: PluginRun
}

/** Within the one transaction of an action: what it writes, mails and records happens together, or not at all. */
export interface ActionScope<M extends PluginManifest = PluginManifest, S = unknown> extends PluginScope<M, S> {
  /** Another row of the audit trail, besides the action's own. */
  audit(action: string, subject: { kind: string; id: string }, detail?: Record<string, unknown>): Promise<void>
  /** To the account of a person, or to everybody whose role has a right of this plugin; to nobody when there is no account. */
  mail(
    to: { person: string } | { right: RightOf<M> },
    word: string,
    options: { path: string; values?: (locale: Locale) => Record<string, string | number> },
  ): Promise<void>
  /** Until the end, whoever else asks for this person's lock waits: check first and write then, and nobody comes between. */
  lockPerson(id: string): Promise<void>
}

/** The scope that a kit's functions are handed. */
export type ScopeOf<K> = K extends { readonly scopes: { page: infer P; action: infer A } } ? { page: P; action: A } : never
