/** The n-th tenant's row, in every table. */
export const id = (n: number) => `aaaa0000-0000-7000-8000-00000000000${n}`

// biome-ignore lint/suspicious/noExplicitAny: attacks that the types would refuse
export type Attack = (db: any, foreignTenant: string) => Promise<unknown>
const date = new Date('2020-01-01')
export const person = { number: 'x', firstName: 'x', lastName: 'x', hiredOn: date }
const key = (tenantId: string) => ({ tenantId_id: { tenantId, id: id(2) } })
/** Tried by tenant 1 on the rows of tenant 2, which carry its number. What it gets may be counted, and nothing of the other may change. */
export const ATTACKS: [name: string, run: Attack][] = [
  ['findMany by tenantId', (db, t) => db.employee.findMany({ where: { tenantId: t } })],
  ['findMany by tenantId in', (db, t) => db.employee.findMany({ where: { tenantId: { in: [t] } } })],
  ['findMany OR', (db, t) => db.employee.findMany({ where: { OR: [{ tenantId: t }, {}] } })],
  ['findMany NOT', (db) => db.employee.findMany({ where: { NOT: { tenantId: 'x' } } })],
  ['findFirst', (db) => db.employee.findFirst({ where: { id: id(2) } })],
  ['findUnique', (db) => db.employee.findUnique({ where: { id: id(2) } })],
  ['findUnique with the whole foreign key', (db, t) => db.employee.findUnique({ where: key(t) })],
  ['findUnique with two keys', (db, t) => db.employee.findUnique({ where: { id: id(1), ...key(t) } })],
  ['findUniqueOrThrow', (db) => db.employee.findUniqueOrThrow({ where: { tenantId_number: { number: 'e2' } } })],
  ['cursor', (db, t) => db.employee.findMany({ cursor: key(t) })],
  ['count', (db) => db.employee.count({ where: { number: 'e2' } })],
  ['aggregate', (db) => db.employee.aggregate({ where: { number: 'e2' }, _count: true }).then((found: { _count: number }) => found._count)],
  [
    'groupBy',
    (db, t) => db.employee.groupBy({ by: ['tenantId'] }).then((rows: { tenantId: string }[]) => rows.filter((row) => row.tenantId === t)),
  ],
  ['groupBy with having', (db, t) => db.employee.groupBy({ by: ['tenantId'], having: { tenantId: t } })],
  [
    'distinct',
    (db, t) =>
      db.employee.findMany({ distinct: ['tenantId'] }).then((rows: { tenantId: string }[]) => rows.filter((row) => row.tenantId === t)),
  ],
  ['relation filter', (db) => db.employee.findMany({ where: { department: { is: { name: 'dept 2' } } } })],
  ['relation filter some', (db) => db.department.findMany({ where: { employees: { some: { number: 'e2' } } } })],
  ['order by a relation', (db, t) => db.employee.findMany({ where: { tenantId: t }, orderBy: { department: { name: 'asc' } } })],
  [
    'include with a filter',
    (db, t) =>
      db.department
        .findMany({ include: { employees: { where: { tenantId: t } } } })
        .then((rows: { employees: object[] }[]) => rows.flatMap((row) => row.employees)),
  ],
  [
    'include with a foreign cursor',
    (db, t) =>
      db.department
        .findMany({ include: { employees: { cursor: key(t) } } })
        .then((rows: { employees: object[] }[]) => rows.flatMap((row) => row.employees)),
  ],
  ['create for another tenant', (db, t) => db.department.create({ data: { tenantId: t, code: 'p', name: 'planted' } })],
  [
    'createMany for another tenant',
    (db, t) =>
      db.department.createMany({
        data: [
          { code: 'f', name: 'fine' },
          { tenantId: t, code: 'p', name: 'planted' },
        ],
      }),
  ],
  [
    'createManyAndReturn for another tenant',
    (db, t) => db.department.createManyAndReturn({ data: { tenantId: t, code: 'p', name: 'planted' } }),
  ],
  ['create under a foreign parent', (db) => db.employee.create({ data: { ...person, departmentId: id(2) } })],
  ['create with connect', (db) => db.employee.create({ data: { ...person, department: { connect: { id: id(2) } } } })],
  [
    'create with connect to a number',
    (db) => db.employee.create({ data: { ...person, manager: { connect: { tenantId_number: { number: 'e2' } } } } }),
  ],
  ['create a user with a foreign role', (db) => db.user.create({ data: { email: 'y@x', name: 'y', role: { connect: { id: id(2) } } } })],
  [
    'nested create for another tenant',
    (db, t) => db.department.create({ data: { code: 'x', name: 'x', employees: { create: { ...person, tenantId: t } } } }),
  ],
  [
    'nested createMany for another tenant',
    (db, t) => db.department.create({ data: { code: 'x', name: 'x', employees: { createMany: { data: [{ ...person, tenantId: t }] } } } }),
  ],
  [
    'nested create in a parent',
    (db, t) => db.employee.create({ data: { ...person, department: { create: { tenantId: t, code: 'p', name: 'planted' } } } }),
  ],
  ['update', (db) => db.employee.update({ where: { id: id(2) }, data: { title: 'hacked' } })],
  ['update with the whole foreign key', (db, t) => db.employee.update({ where: key(t), data: { title: 'hacked' } })],
  [
    'updateMany',
    (db) => db.employee.updateMany({ where: { number: 'e2' }, data: { title: 'hacked' } }).then((found: { count: number }) => found.count),
  ],
  ['updateMany with another tenantId', (db, t) => db.employee.updateMany({ data: { tenantId: t } })],
  ['updateManyAndReturn', (db) => db.employee.updateManyAndReturn({ where: { number: 'e2' }, data: { title: 'hacked' } })],
  ['update that moves a row', (db, t) => db.employee.update({ where: { id: id(1) }, data: { tenantId: t } })],
  ['update that moves a row by set', (db, t) => db.employee.update({ where: { id: id(1) }, data: { tenantId: { set: t } } })],
  ['update to a foreign parent', (db) => db.employee.update({ where: { id: id(1) }, data: { department: { connect: { id: id(2) } } } })],
  [
    'update to a whole foreign parent key',
    (db, t) => db.employee.update({ where: { id: id(1) }, data: { department: { connect: key(t) } } }),
  ],
  [
    'update of a foreign parent',
    (db) =>
      db.employee.update({ where: { id: id(1) }, data: { department: { update: { where: { id: id(2) }, data: { name: 'hacked' } } } } }),
  ],
  ['connect a child', (db, t) => db.department.update({ where: { id: id(1) }, data: { employees: { connect: key(t) } } })],
  ['set children', (db, t) => db.department.update({ where: { id: id(1) }, data: { employees: { set: [key(t)] } } })],
  [
    'connectOrCreate a child',
    (db, t) => db.department.update({ where: { id: id(1) }, data: { employees: { connectOrCreate: { where: key(t), create: person } } } }),
  ],
  // A user has no relation but the role, so no composite key stands in the way of carrying one over.
  ['carry a user over by connect', (db, t) => db.role.update({ where: { id: id(1) }, data: { users: { connect: key(t) } } })],
  ['carry a user over by set', (db, t) => db.role.update({ where: { id: id(1) }, data: { users: { set: [key(t)] } } })],
  [
    'carry a user over by connectOrCreate',
    (db, t) =>
      db.role.update({
        where: { id: id(1) },
        data: { users: { connectOrCreate: { where: key(t), create: { email: 'z@x', name: 'z' } } } },
      }),
  ],
  [
    'give away a row that has no relations',
    async (db, t) => {
      await db.setting.create({ data: { key: 'given', value: 1 } })
      return db.setting.update({ where: { tenantId_key: { key: 'given' } }, data: { tenantId: t } })
    },
  ],
  [
    'connectOrCreate a parent',
    (db, t) =>
      db.employee.update({
        where: { id: id(1) },
        data: { department: { connectOrCreate: { where: key(t), create: { code: 'x', name: 'x' } } } },
      }),
  ],
  [
    'nested update of a foreign child',
    (db, t) =>
      db.department.update({ where: { id: id(1) }, data: { employees: { update: { where: key(t), data: { title: 'hacked' } } } } }),
  ],
  [
    'nested update of a foreign child by id',
    (db) =>
      db.department.update({ where: { id: id(1) }, data: { employees: { update: { where: { id: id(2) }, data: { title: 'hacked' } } } } }),
  ],
  [
    'nested updateMany',
    (db) =>
      db.department
        .update({ where: { id: id(1) }, data: { employees: { updateMany: { where: { number: 'e2' }, data: { title: 'hacked' } } } } })
        .then(() => null),
  ],
  [
    'nested upsert',
    (db, t) =>
      db.department
        .update({ where: { id: id(1) }, data: { employees: { upsert: { where: key(t), create: person, update: { title: 'hacked' } } } } })
        .then(() => null),
  ],
  ['nested delete', (db, t) => db.department.update({ where: { id: id(1) }, data: { employees: { delete: key(t) } } })],
  [
    'nested deleteMany',
    (db) => db.department.update({ where: { id: id(1) }, data: { employees: { deleteMany: { number: 'e2' } } } }).then(() => null),
  ],
  [
    'two levels of nesting',
    (db, t) =>
      db.department.update({
        where: { id: id(1) },
        data: {
          employees: { update: { where: { id: id(1) }, data: { salaries: { update: { where: key(t), data: { amountMinor: 1 } } } } } },
        },
      }),
  ],
  ['disconnect children', (db, t) => db.department.update({ where: { id: id(1) }, data: { employees: { disconnect: key(t) } } })],
  ['upsert', (db, t) => db.employee.upsert({ where: key(t), create: person, update: { title: 'hacked' } }).then(() => null)],
  ['delete', (db) => db.employee.delete({ where: { id: id(2) } })],
  ['deleteMany', (db) => db.employee.deleteMany({ where: { number: 'e2' } }).then((found: { count: number }) => found.count)],
  ['deleteMany without a filter', (db) => db.salary.deleteMany().then(() => null)],
]
