import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** The working tree as a clone of its own, as far installed and built as it is: hard links where possible, so it takes a second. */
export function copyOfClone(target: string, owner?: { uid: number; gid: number }): void {
  mkdirSync(target, { recursive: true })
  const listed = execFileSync('git', ['-c', `safe.directory=${ROOT}`, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  })
  const files = listed
    .toString()
    .split('\0')
    .filter((file) => file && existsSync(join(ROOT, file)))
  execFileSync('tar', ['-C', target, '-xf', '-'], {
    input: execFileSync('tar', ['-C', ROOT, '-cf', '-', '--null', '-T', '-'], { input: files.join('\0'), maxBuffer: 2 ** 30 }),
  })
  for (const folder of ['generated', '.next'].filter((made) => existsSync(join(ROOT, made))))
    execFileSync('cp', ['-a', join(ROOT, folder), join(target, folder)])
  if (owner) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, target])
  // Last, and never given to another owner: these files may be the very ones of the original.
  try {
    execFileSync('cp', ['-al', join(ROOT, 'node_modules'), join(target, 'node_modules')], { stdio: 'ignore' })
  } catch {
    rmSync(join(target, 'node_modules'), { recursive: true, force: true })
    execFileSync('cp', ['-a', join(ROOT, 'node_modules'), target])
  }
}
