import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { databaseUrl, dataDir, derive, equalsConstantTime, log } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { BEGINNING, type Link } from './chain'

/** `forged`: there is a note, and it was not written under this master key. */
export type Witness = Link | 'forged' | null

/**
 * The newest seal of the operators' trail, kept outside the database: whoever may cut off the end of the trail there cannot also
 * cut it here. Among the tenants' files, because those are the folder that all machines of an installation share; signed, because
 * that folder may be someone else's. Null where nothing was sealed yet.
 */
export async function readWitness(): Promise<Witness> {
  const text = await readFile(pathOf(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const [seq = '', hash = '', signature = ''] = text.trim().split(' ')
  if (!/^\d{1,18}$/.test(seq) || !equalsConstantTime(signature, sign(seq, hash))) return 'forged'
  return { seq: BigInt(seq), hash }
}

/**
 * Brings the note up to the newest seal. Never back, and never past a row that is not the one it names: then the trail was cut, and
 * the note is the evidence until a person has looked.
 */
export async function noteWitness(): Promise<void> {
  const newest = await sealedRow({ orderBy: { seq: 'desc' } })
  const known = await readWitness()
  if (known === 'forged' || (known && known.seq > BEGINNING.seq && !(await holds(known)))) {
    log.error(
      { known: known === 'forged' ? known : String(known.seq), newest: String(newest?.seq ?? 0) },
      'the audit trail is not what was witnessed',
    )
    return
  }
  if (newest && newest.seq > (known?.seq ?? BEGINNING.seq)) await write(newest)
}

const holds = async ({ seq, hash }: Link) => (await sealedRow({ where: { seq } }))?.hash === hash

async function sealedRow(which: { where?: { seq: bigint }; orderBy?: { seq: 'desc' } }): Promise<Link | null> {
  const row = await catalogDb().auditEvent.findFirst({ where: { seq: { not: null } }, ...which, select: { seq: true, hash: true } })
  return row && { seq: row.seq!, hash: row.hash! }
}

async function write({ seq, hash }: Link): Promise<void> {
  const path = pathOf()
  const draft = `${path}.${randomBytes(6).toString('hex')}~`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(draft, `${seq} ${hash} ${sign(String(seq), hash)}\n`, { mode: 0o600, flush: true })
  await rename(draft, path)
}

/** By the catalog's name: two installations may share a folder while one is tried out. */
const catalogName = () => decodeURIComponent(new URL(databaseUrl()).pathname.slice(1))
const pathOf = () => join(dataDir(), 'files', 'audit-witness', encodeURIComponent(catalogName()))
const sign = (seq: string, hash: string) =>
  createHmac('sha256', derive('audit-witness')).update(`${catalogName()} ${seq} ${hash}`).digest('base64url')
