import {
  createApiKey,
  createMember,
  createRole,
  encodeSessionToken,
  type Permission,
  seedRoles,
  sessionCookie,
  startMemberSession,
  withIncluded,
} from '@/lib/auth'
import { newId } from '@/lib/core'
import { withOwner } from '@/lib/db'
import type { FieldGroup } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { openPlugins } from './open-plugins'
import { system } from './parties'

/** One chief, me below the chief, one below me, one below that one, and one beside me. */
export const PEOPLE = ['chief', 'me', 'below', 'deeper', 'beside'] as const
export type PersonKey = (typeof PEOPLE)[number]
type Secret = Exclude<FieldGroup, 'directory'>

/** Who sees which secret of whom: written by hand, not taken from the code that it judges. */
const EVERYBODY = [...PEOPLE]
const NOBODY: PersonKey[] = []
const TEAM: PersonKey[] = ['me', 'below', 'deeper']
const ALL = { contact: EVERYBODY, personal: EVERYBODY, identity: EVERYBODY, salary: EVERYBODY }
const OWN = { contact: ['me'], personal: ['me'], identity: ['me'], salary: ['me'] } satisfies Record<Secret, PersonKey[]>
const NONE = { contact: NOBODY, personal: NOBODY, identity: NOBODY, salary: NOBODY }
export const SEES: Record<string, Record<Secret, PersonKey[]>> = {
  owner: ALL,
  admin: ALL,
  hr: ALL,
  manager: { ...OWN, contact: TEAM, salary: TEAM },
  employee: OWN,
  'directory only': NONE,
  'payroll clerk': { ...NONE, salary: EVERYBODY },
  'team doctor': { ...NONE, personal: TEAM, identity: TEAM },
  'a key for the directory': NONE,
  'a key for teams, which has none': NONE,
  'a key for identity': { ...NONE, identity: EVERYBODY },
}
const OWN_ROLES: Record<string, Permission[]> = {
  'directory only': ['people:read'],
  'payroll clerk': ['people:read', 'salary:read:all'],
  'team doctor': ['people:read', 'personal:read:team', 'identity:read:team'],
}
const KEYS: Record<string, Permission[]> = {
  'a key for the directory': ['people:read'],
  'a key for teams, which has none': ['people:read', 'contact:read:team', 'personal:read:own', 'identity:read:team', 'salary:read:team'],
  'a key for identity': ['people:read', 'identity:read:all'],
}

export type RolesWorld = {
  world: World
  db: TenantDb
  host: string
  ids: Record<PersonKey, string>
  /** What to send along as each reader. */
  readers: Map<string, { cookie?: string; key?: string; userId?: string }>
  /** How each secret of a person would look in an answer. */
  marks: (person: PersonKey, group: Secret) => string[]
  keyWith: (permissions: Permission[]) => Promise<string>
}

export async function openRolesWorld(): Promise<RolesWorld> {
  const world = await createWorld()
  // Every route as every reader takes less than a second: the tier's limit would answer for the policy.
  await withOwner(world.catalog, (owner) => owner.query(`UPDATE tiers SET limits = limits || '{"requestsPerSecond": 100000}'`))
  const { tenant, db } = await world.addTenant()
  await openPlugins(tenant.id, db)
  await db.$transaction(seedRoles)
  const ids = Object.fromEntries(PEOPLE.map((person) => [person, newId()])) as Record<PersonKey, string>
  const managers: Partial<Record<PersonKey, PersonKey>> = { me: 'chief', beside: 'chief', below: 'me', deeper: 'below' }
  for (const [index, person] of PEOPLE.entries()) {
    const manager = managers[person]
    await db.employee.create({
      data: {
        id: ids[person],
        number: String(index + 1),
        firstName: 'Ada',
        lastName: `Person ${person}`,
        hiredOn: new Date('2019-01-01'),
        managerId: manager ? ids[manager] : null,
        phone: `+82-2-7700-000${index}`,
        address: `${index} Hidden Street`,
        birthDate: new Date(`197${index}-07-07`),
        gender: 'X',
        nationalId: `700707-0000ZQ${index}`,
      },
    })
    await db.salary.create({
      data: { employeeId: ids[person], amountMinor: BigInt(8_765_430 + index), currency: 'USD', fromDate: new Date('2019-01-01') },
    })
  }
  const marks = (person: PersonKey, group: Secret) => {
    const index = PEOPLE.indexOf(person)
    const all: Record<Secret, string[]> = {
      contact: [`7700-000${index}`, `${index} Hidden Street`],
      personal: [`197${index}-07-07`],
      identity: [`ZQ${index}`], // the end of the masked number
      salary: [String(8_765_430 + index)],
    }
    return all[group]
  }

  const readers: RolesWorld['readers'] = new Map()
  const names = ['owner', 'admin', 'hr', 'manager', 'employee', ...Object.keys(OWN_ROLES)]
  for (const name of names) {
    const permissions = OWN_ROLES[name]
    const roleKey = permissions ? (await createRole(db, system, { name, permissions: withIncluded(permissions) })).key : name
    const { userId } = await createMember(db, system, {
      email: `${roleKey}@roles.test`,
      name,
      roleKey,
      password: 'correct horse battery staple',
    })
    const claims = await db.$transaction((tx) => startMemberSession(tx, userId, { userAgent: 'test' }))
    readers.set(name, { cookie: `${sessionCookie().name}=${await encodeSessionToken(claims)}`, userId })
  }
  const keyWith = async (permissions: Permission[]) => (await createApiKey(db, system, { name: 'test', permissions })).key
  for (const [name, permissions] of Object.entries(KEYS)) readers.set(name, { key: await keyWith(permissions) })
  return { world, db, host: `${tenant.slug}.localhost`, ids, readers, marks, keyWith }
}

/** Only one account may be tied to a profile: the reader of the moment is. */
export async function sitAtMyProfile({ db, ids, readers }: RolesWorld, reader: string): Promise<void> {
  await db.user.updateMany({ where: { employeeId: ids.me }, data: { employeeId: null } })
  const userId = readers.get(reader)!.userId
  if (userId) await db.user.update({ where: { tenantId_id: { id: userId } }, data: { employeeId: ids.me } })
}
