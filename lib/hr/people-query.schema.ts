import { z } from 'zod'

export const PEOPLE_SORTS = ['name', 'number', 'title', 'hiredOn'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]
export const PEOPLE_VIEWS = ['all', 'team', 'managers', 'untitled'] as const
export const PEOPLE_PAGE_SIZE = 50

/** PostgreSQL refuses NUL in text; no other control character can be part of a name either. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u)
/** `?department=a&department=b` and `?department=a` both arrive as a list. */
const list = <T extends z.ZodType>(item: T, max = 50) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(max).optional())

const PICKED_MAX = 200

/** What the address of the people list, or the API's query string, may say. An empty value, as of an empty form field, is none. */
export const PeopleQuery = z.preprocess(
  (value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== '')) : value),
  z.object({
    search: text(100).optional(),
    /** These people, and of them those who match the rest. */
    id: list(z.uuid(), PICKED_MAX),
    department: list(z.uuid()),
    status: z.enum(['active', 'left', 'all']).default('active'),
    /** Direct reports of this person. */
    manager: z.uuid().optional(),
    hiredFrom: z.iso.date().optional(),
    hiredTo: z.iso.date().optional(),
    title: list(text(200)),
    /** A field of the tenant's own: `badge:eq:A12`, `started:gte:2020-01-01`, `grade:lte:7`; the same key twice is either. */
    field: list(text(600)),
    /** The key of a field of the tenant's own, in place of `sort`. Who has no value comes last. */
    sortField: z.string().max(40).optional(),
    /** `team`: everybody below the reader; `managers`: people with reports; `untitled`: people without a title. */
    view: z.enum(PEOPLE_VIEWS).default('all'),
    sort: z.enum(PEOPLE_SORTS).default('name'),
    direction: z.enum(['asc', 'desc']).default('asc'),
    cursor: z.string().max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(PEOPLE_PAGE_SIZE),
  }),
)
export type PeopleQuery = z.output<typeof PeopleQuery>
/** Everything that `PeopleQuery` fills in may be left out. */
export type PeopleQueryInput = Partial<PeopleQuery>

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
