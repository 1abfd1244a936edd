import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { AppError } from '@/lib/core'

/** Who PostgreSQL runs as. It refuses root, so root drops to an account that every Unix has; nobody has to be created. */
export type ServerUser =
  | { isCurrent: true; uid?: undefined; gid?: undefined }
  | { isCurrent: false; name: string; uid: number; gid: number }

/** An existing data directory keeps its user, so that root may go on with what an ordinary user began. */
export function serverUser(dataDir?: string): ServerUser {
  if (process.getuid?.() !== 0) return { isCurrent: true }
  const owner = dataDir && statSync(dataDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { isCurrent: false, name: `#${owner.uid}`, uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody', '_postgres']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
      const [uid, gid] = [id('-u'), id('-g')]
      if (uid > 0) return { isCurrent: false, name, uid, gid }
    } catch {
      // no such account: the next one
    }
  }
  throw new AppError('unavailable', {
    message:
      'PostgreSQL does not run as root, and there is no account postgres or nobody to run it as. Start Rowhouse as an ordinary user, or set DATABASE_URL.',
  })
}

/** Asked of the system itself, as that user: modes alone do not tell about access lists and mounts. */
export function canEnter(dir: string, user: ServerUser): boolean {
  if (user.isCurrent) return true
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
