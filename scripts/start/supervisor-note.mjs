// run/supervisor.json tells that an installation runs, and where. Plain Node: start.mjs reads it before anything is installed.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const noteOf = (dataDir) => join(dataDir, 'run', 'supervisor.json')

/** The supervisor that holds this data folder: {pid, url, …}, or null. Its start time tells it from a later process with its number. */
export function runningSupervisor(dataDir) {
  try {
    const noted = JSON.parse(readFileSync(noteOf(dataDir), 'utf8'))
    if (noted.pid === process.pid) return null
    try {
      process.kill(noted.pid, 0)
    } catch (error) {
      if (error.code !== 'EPERM') return null
    }
    return noted.identity && noted.identity !== identityOf(noted.pid) ? null : noted
  } catch {
    return null
  }
}

/** Takes the folder for this process, or returns the supervisor that was quicker. Linked, so that of two starts only one can. */
export function claim(dataDir, url) {
  const draft = `${noteOf(dataDir)}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), url, startedAt: new Date().toISOString() }))
  try {
    for (let tries = 0; tries < 5; tries++) {
      try {
        linkSync(draft, noteOf(dataDir))
        return null
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const other = runningSupervisor(dataDir)
      if (other) return other
      rmSync(noteOf(dataDir), { force: true }) // of one that was killed
    }
    return { pid: 'unknown', url: null }
  } finally {
    rmSync(draft, { force: true })
  }
}

export function release(dataDir) {
  rmSync(noteOf(dataDir), { force: true })
}

/** The moment a process began, in clock ticks since boot (field 22 of its stat on Linux); elsewhere null, and its number must do. */
function identityOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19]
  } catch {
    return null
  }
}
