import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '@/lib/core'
import { makeShared, SHARED_ROOT, shortHash } from './binaries'
import { canEnter, type ServerUser, serverUser } from './server-user'

/** `home` holds what is ours (password, port, log); `data` is PostgreSQL's, and lies elsewhere when its user cannot reach home. */
export type Place = { home: string; data: string; user: ServerUser; isElsewhere: boolean }

export function choosePlace(dir: string): Place {
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  const home = realpathSync(dir)
  const isRoot = process.getuid?.() === 0
  chmodSync(home, isRoot ? 0o711 : 0o700)
  const besides = join(SHARED_ROOT, shortHash(home), 'data')
  const inHome = join(home, 'data')
  const noted = join(home, 'location')
  const previous = existsSync(noted) ? readFileSync(noted, 'utf8').trim() : null
  const user = serverUser(previous ?? inHome)
  const data = isRoot && !canEnter(home, user) ? besides : inHome

  if (previous && previous !== data && existsSync(previous)) {
    throw new AppError('unavailable', {
      message: `The data of this installation lies in ${previous}, because the folder was then at another place. Move it: mv ${previous} ${data}, or delete ${home} to start empty.`,
    })
  }
  if (data === besides) makeShared(dirname(data))
  if (existsSync(data)) refuseForeign(data)
  if (data !== previous) writeFileSync(noted, `${data}\n`, { mode: 0o600 })
  return { home, data, user, isElsewhere: data === besides }
}

export function giveTo(user: ServerUser, path: string): void {
  if (!user.isCurrent) chownSync(path, user.uid, user.gid)
}

function refuseForeign(data: string): void {
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    const { uid } = statSync(data)
    throw new AppError('unavailable', {
      message: `The database in ${data} belongs to another user (uid ${uid}). Start Rowhouse as root or as that user, or choose another DATA_DIR.`,
      cause,
    })
  }
}
