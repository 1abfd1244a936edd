import { refuseUndefined, refuseUndefinedFilters } from './refuse-undefined'
import { refused } from './refused'

/** Prisma's runtime data model, as far as it is needed: which fields are relations, and to which model. */
export type Models = Record<string, { fields: { name: string; kind: string; type: string }[] }>
export type ModelMap = ReadonlyMap<string, ReadonlyMap<string, { kind: string; type: string }>>

// biome-ignore lint/suspicious/noExplicitAny: arguments of every operation of every model; their types are checked where they are written
type Args = Record<string, any>

export function modelMap(models: Models): ModelMap {
  return new Map(Object.entries(models).map(([name, { fields }]) => [name, new Map(fields.map((field) => [field.name, field]))]))
}

/** The first wall: puts the tenant into one operation's arguments, or refuses what it cannot scope. Never changes its input. */
export class ArgumentScoper {
  constructor(
    readonly models: ModelMap,
    readonly tenantId: string,
  ) {}

  scope(model: string, operation: string, args: Args = {}): Args {
    const scoped: Args = { ...args }
    switch (operation) {
      case 'findUnique':
      case 'findUniqueOrThrow':
        scoped.where = this.#flat(this.#unique(args.where))
        break
      case 'create':
        scoped.data = this.#create(model, args.data)
        break
      case 'createMany':
      case 'createManyAndReturn':
        scoped.data = list(args.data).map((row) => this.#create(model, row))
        break
      case 'upsert':
        scoped.where = this.#unique(args.where)
        scoped.create = this.#create(model, args.create)
        scoped.update = this.#data(model, args.update)
        break
      case 'update':
        scoped.where = this.#unique(args.where)
        scoped.data = this.#data(model, args.data)
        break
      case 'delete':
        scoped.where = this.#unique(args.where)
        break
      default: // find many and first, count, aggregate, groupBy, updateMany, updateManyAndReturn, deleteMany
        if ('where' in args) refuseUndefined(args.where, 'where')
        scoped.where = this.#filter(args.where)
        if (args.data !== undefined) scoped.data = this.#data(model, args.data)
        if (args.cursor !== undefined) scoped.cursor = this.#unique(args.cursor)
        if (args.having !== undefined) refuseUndefined(args.having, 'having')
    }
    for (const selection of [args.include, args.select]) if (selection) refuseUndefinedFilters(selection)
    return scoped
  }

  #filter(where: Args = {}): Args {
    return where.tenantId === undefined || where.tenantId === this.tenantId
      ? { ...where, tenantId: this.tenantId }
      : { AND: [where, { tenantId: this.tenantId }] } // asks for another tenant's rows: there are none
  }

  /** { id } and { tenantId_email: { email } } become whole keys of this tenant. */
  #unique(where: Args): Args {
    refuseUndefined(where, 'where')
    this.#own(where)
    const scoped: Args = { ...where }
    let hasKey = false
    for (const key in where) {
      if (!key.startsWith('tenantId_')) continue
      scoped[key] = { ...this.#own(where[key]), tenantId: this.tenantId }
      hasKey = true
    }
    if (typeof where.id === 'string') {
      delete scoped.id
      scoped.tenantId_id = { tenantId: this.tenantId, id: where.id }
      hasKey = true
    }
    if (!hasKey) throw refused("a unique key is needed here: { id } or one of the model's tenantId_... keys")
    return scoped
  }

  /** The same as a plain filter. Two keys at once must both hold. */
  #flat(unique: Args): Args {
    const all: Args[] = []
    const flat: Args = { tenantId: this.tenantId }
    for (const key in unique) {
      if (key.startsWith('tenantId_')) all.push(unique[key])
      else flat[key] = unique[key]
    }
    return all.length === 1 ? { ...flat, ...all[0] } : { AND: [flat, ...all] }
  }

  #create(model: string, data: Args): Args {
    return { ...this.#data(model, data), tenantId: this.tenantId }
  }

  #data(model: string, data: Args): Args {
    if (data === undefined || data === null) throw refused(`${model}: data is ${data}`)
    this.#own(data)
    const fields = this.models.get(model)!
    const scoped: Args = {}
    for (const key in data) {
      if (key === 'tenantId') continue
      const field = fields.get(key)
      if (field?.kind !== 'object' || data[key] === undefined) scoped[key] = data[key]
      else Object.assign(scoped, this.#relation(`${model}.${key}`, key, field.type, data[key], fields.has(`${key}Id`)))
    }
    return scoped
  }

  /**
   * Prisma's connect, set and disconnect write *every* column of a composite key, tenant_id included, and would carry a row over
   * to another tenant. Towards a parent (`department` with `departmentId`) they become the plain column; towards children they
   * are refused, and so is whatever else cannot be scoped. Nested rows take their tenant from the parent, through that key.
   */
  #relation(path: string, name: string, target: string, verbs: Args, isParent: boolean): Args {
    const nested: Args = {}
    const column: Args = {}
    for (const verb in verbs) {
      const arg = verbs[verb]
      if (arg === undefined) continue
      if (isParent && verb === 'connect') column[`${name}Id`] = this.#parentId(path, arg)
      else if (isParent && verb === 'disconnect' && arg === true) column[`${name}Id`] = null
      else if (verb === 'create' && !isParent) nested.create = each(arg, (row) => this.#data(target, row))
      else if (verb === 'createMany' && !isParent) nested.createMany = { ...arg, data: each(arg.data, (row) => this.#data(target, row)) }
      else if (verb === 'update') nested.update = each(arg, (one) => this.#nestedUpdate(target, one, isParent))
      else if (verb === 'updateMany' && !isParent)
        nested.updateMany = each(arg, (one) => ({ where: checked(one.where), data: this.#data(target, one.data) }))
      else if (verb === 'upsert' && !isParent) nested.upsert = each(arg, (one) => this.#nestedUpsert(target, one))
      else if (verb === 'delete' && !isParent) nested.delete = arg === true ? true : each(arg, (one) => this.#unique(one))
      else if (verb === 'deleteMany' && !isParent) nested.deleteMany = each(arg, checked)
      else throw refused(`${path}: ${verb} cannot be kept inside one tenant; write the foreign key column instead`)
    }
    return Object.keys(nested).length > 0 ? { ...column, [name]: nested } : column
  }

  #parentId(path: string, unique: Args): string {
    const { tenantId_id: key } = this.#unique(unique)
    if (key?.id === undefined) throw refused(`${path}: connect without an id`)
    return key.id
  }

  #nestedUpdate(target: string, one: Args, isParent: boolean): Args {
    if (one.data === undefined) return this.#data(target, one)
    const data = this.#data(target, one.data)
    if (!('where' in one)) return { data }
    return { where: isParent ? checked(one.where) : this.#unique(one.where), data }
  }

  #nestedUpsert(target: string, one: Args): Args {
    const where = 'where' in one ? { where: this.#unique(one.where) } : {}
    return { ...where, create: this.#data(target, one.create), update: this.#data(target, one.update) }
  }

  #own(value: Args): Args {
    if (value.tenantId !== undefined && value.tenantId !== this.tenantId) throw refused("a tenantId other than this tenant's own")
    return value
  }
}

function list(value: Args | Args[]): Args[] {
  return Array.isArray(value) ? value : [value]
}

function each(value: Args | Args[], map: (item: Args) => unknown): unknown {
  return Array.isArray(value) ? value.map(map) : map(value)
}

function checked(where: Args): Args {
  refuseUndefined(where, 'where')
  return where
}
