import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { signOut, systemPrincipal } from '@/lib/auth'
import { findTenantById, forgetTenant, getTenant, type ResolvedTenant } from '@/lib/catalog'
import { AppError, isAppError } from '@/lib/core'
import { IMPORT_KIND, IMPORT_KINDS, type ImportSummary, startImport, storeImportFile } from '@/lib/hr'
import { createTenant } from '@/lib/lifecycle'
import { isOver, listOperations, type OperationView, retryOperation, watchOperation } from '@/lib/operations'
import { openTenant } from '@/lib/tenancy'
import type { DemoCompany } from './companies'
import { addMembers, enterAsOwner } from './members'

const ACTOR = systemPrincipal('demo')
const MINUTES_MAX = 10

/** Opens, fills and staffs one company, as far as that is not done. Returns how many people were imported, or null if it was all there. */
export async function loadCompany(company: DemoCompany): Promise<number | null> {
  const tenant = await openCompany(company)
  if (tenant.status === 'stopped') return null
  const db = openTenant(tenant)
  const [people, accounts] = await Promise.all([
    db.employee.count(),
    db.user.count({ where: { email: { in: company.members.map(({ email }) => email) } } }),
  ])
  if (people > 0 && accounts === company.members.length) return null
  const owner = await enterAsOwner(db, tenant, company.members[0])
  const imported = people > 0 ? null : await importPeople(company, tenant, owner)
  await addMembers(db, tenant, owner, company.members.slice(1))
  await signOut(db, owner)
  return imported
}

async function openCompany({ tenant: fields }: DemoCompany): Promise<ResolvedTenant> {
  const id = (await findId(fields.slug)) ?? (await createTenant(ACTOR, fields)).tenant.id
  const opening = await resume(id, 'tenant.provision')
  // Somebody's own company of the same name: nobody is invited into it, and nothing is imported.
  if (opening?.requestedBy.kind !== 'system' || opening.requestedBy.id !== ACTOR.name) {
    throw new AppError('conflict', { message: `There is another company called ${fields.slug} already.` })
  }
  forgetTenant(id) // what this process remembers may be from before the operation
  const tenant = await findTenantById(id)
  if (tenant?.status === 'active' || tenant?.status === 'stopped') return tenant
  throw new AppError('conflict', { message: `${fields.name} is ${tenant?.status ?? 'not there'}.` })
}

async function findId(slug: string): Promise<string | undefined> {
  try {
    return (await getTenant(slug)).id
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return undefined
    throw error
  }
}

async function importPeople(company: DemoCompany, tenant: ResolvedTenant, owner: Parameters<typeof storeImportFile>[1]): Promise<number> {
  const db = openTenant(tenant)
  const earlier = await resume(tenant.id, IMPORT_KIND)
  if (earlier) return peopleOf(earlier)
  const files = []
  for (const kind of IMPORT_KINDS) {
    const path = join(process.cwd(), 'prisma/demo', company.tenant.slug, `${kind}.csv`)
    const { fileId } = await storeImportFile(db, owner, { name: `${kind}.csv`, content: createReadStream(path) })
    files.push({ kind, fileId })
  }
  const { currency, timeZone, locale } = tenant
  return peopleOf(
    await finish(
      await startImport(db, owner, { files, period: company.period }, { currency, timeZone, locale: locale === 'ko' ? 'ko' : 'en' }),
    ),
  )
}

/** Waits for work that an earlier start began; has it tried again if it failed. Null if there is none. */
async function resume(tenantId: string, kind: string): Promise<OperationView | null> {
  const [last] = (await listOperations({ tenantId, kind, limit: 1 })).operations
  if (!last || last.state === 'cancelled') return null
  return finish(last.state === 'failed' ? await retryOperation(last.id, { kind: 'system', id: 'demo' }) : last)
}

async function finish({ id }: OperationView): Promise<OperationView> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(MINUTES_MAX * 60_000) })) {
    if (!isOver(view)) continue
    if (view.state === 'succeeded') return view
    throw new AppError('conflict', { message: view.error?.message ?? `The operation was ${view.state}.` })
  }
  throw new AppError('unavailable', { message: `Its operation was not over after ${MINUTES_MAX} minutes.` })
}

const peopleOf = ({ result }: OperationView) => (result as ImportSummary).files.find(({ kind }) => kind === 'employees')?.rows ?? 0
