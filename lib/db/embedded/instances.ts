import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dataDir } from '@/lib/core'
import type { ServerAdmin } from '../connections/connection-config'
import { ensureOwner } from './ensure-owner'
import { adminOf, removeServerFolder } from './instance-folder'
import { ensureInstanceTemplate, startCopy } from './instance-template'
import { findEmbedded, stopEmbedded } from './running'
import { instanceSettings } from './settings'
import { type EmbeddedServer, startEmbedded } from './start-embedded'

/** A server of one tenant on this machine. */
export interface KeptInstance {
  readonly name: string
  readonly folder: string
  /** When something was made or removed in its folder. */
  readonly changedAt: Date
  /** Finished, and to be kept running: what is not was left half-made, or is being removed. */
  readonly isKept: boolean
  /** Ready for a tenant to come: nobody lives on it. */
  readonly isStandby: boolean
  /** Of the running server; null when it does not run. */
  readonly port: number | null
}

const KEPT = 'kept'
const STANDBY = 'standby'
const folderOf = (name: string) => join(dataDir(), 'instances', name)

/**
 * Servers of single tenants, each with a folder of its own below DATA_DIR. Whoever runs the worker hands this to the placement driver;
 * the supervisor of the same machine keeps them running. The web process never loads it.
 */
export const localInstances = {
  /** Makes the server, or starts the one that is there. Repeatable: what a killed process left half-made is completed. */
  async start(name: string): Promise<{ admin: ServerAdmin; folder: string }> {
    const folder = folderOf(name)
    const server = await runInstance(name)
    rmSync(join(folder, STANDBY), { force: true }) // from now on it may be somebody's only copy
    return finish(folder, server)
  },

  /** Makes a server that is ready for a tenant, as a copy of a template. What a killed process left of it is removed as a whole. */
  async copy(
    name: string,
    version: string,
    prepare: (admin: ServerAdmin) => Promise<void>,
  ): Promise<{ admin: ServerAdmin; folder: string }> {
    const template = await ensureInstanceTemplate(version, prepare)
    const folder = folderOf(name)
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    writeFileSync(join(folder, STANDBY), '', { mode: 0o600 })
    return finish(folder, await startCopy(template, folder))
  },

  /** Stops the server and removes its folder. Repeatable. */
  async remove(name: string): Promise<void> {
    const folder = folderOf(name)
    rmSync(join(folder, KEPT), { force: true }) // first of all: nobody starts it again
    await removeServerFolder(folder)
  },

  list: listInstances,
}

/** Its owner's password, and the sign by which it is kept running. */
async function finish(folder: string, server: EmbeddedServer): Promise<{ admin: ServerAdmin; folder: string }> {
  const { user, password } = await ensureOwner(server, { database: null, passwordFile: join(folder, 'owner.password') })
  writeFileSync(join(folder, `${KEPT}.draft`), '', { mode: 0o600 })
  renameSync(join(folder, `${KEPT}.draft`), join(folder, KEPT))
  return { folder, admin: adminOf(server, user, password) }
}

/** Starts it or takes over the one that runs. */
export async function runInstance(name: string): Promise<EmbeddedServer> {
  const folder = folderOf(name)
  mkdirSync(dirname(folder), { recursive: true, mode: 0o711 })
  return startEmbedded({ dir: folder, settings: instanceSettings() })
}

export function findInstance(name: string): KeptInstance | undefined {
  return listInstances().find((each) => each.name === name)
}

export function listInstances(): KeptInstance[] {
  const root = folderOf('')
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = folderOf(name)
      return {
        name,
        folder,
        changedAt: statSync(folder).mtime,
        isKept: existsSync(join(folder, KEPT)),
        isStandby: existsSync(join(folder, STANDBY)),
        port: findEmbedded(folder)?.port ?? null,
      }
    })
}

/** All of this machine, those included that nobody finished. */
export async function stopInstances(): Promise<void> {
  await Promise.all(listInstances().map(({ folder }) => stopEmbedded(folder)))
}
