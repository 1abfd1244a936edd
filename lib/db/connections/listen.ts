import pg from 'pg'
import { onCloseAll } from './close-all'
import { catalogAddress, roleConfig } from './connection-config'

export interface Notice {
  readonly channel: string
  readonly payload: string
}
interface Ear {
  readonly channels: readonly string[]
  readonly onNotice: (notice: Notice) => void
  /** Called after each (re)connection: what was said before it was not heard. */
  readonly onGap: () => void
}

const RETRY_MILLISECONDS = [50, 100, 250, 500, 1000]
const PING_MILLISECONDS = 10_000

let ears = new Set<Ear>()
let line: Line | undefined

/**
 * Hears what is said on channels of the catalog, over one connection of this process however many listen. It comes back by itself
 * and never rejects: while it is down nothing is heard, so whoever listens also needs a net (a time to live, a poll).
 */
export async function listen(
  channels: readonly string[],
  onNotice: (notice: Notice) => void,
  onGap: () => void = () => {},
): Promise<() => Promise<void>> {
  const ear: Ear = { channels, onNotice, onGap }
  ears.add(ear)
  line ??= new Line()
  await line.subscribe(ear)
  return async () => {
    ears.delete(ear)
  }
}

class Line {
  #client: pg.Client | undefined
  #heard = new Set<string>()
  #isClosed = false
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #connecting: Promise<void> | undefined

  async subscribe(ear: Ear): Promise<void> {
    if (!this.#client) await this.#connect()
    if (this.#client) await this.#hear(this.#client, ear.channels).catch(() => {})
    ear.onGap()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = undefined
    await this.#connecting
    await client?.end().catch(() => {})
  }

  #connect(): Promise<void> {
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined
    })
    return this.#connecting
  }

  async #open(): Promise<void> {
    let client: pg.Client | undefined
    try {
      client = new pg.Client({
        ...roleConfig('rowhouse_catalog', catalogAddress()),
        application_name: 'rowhouse:listen',
        keepAlive: true,
        query_timeout: 5000,
      })
      const opened = client
      opened.on('error', () => this.#lose(opened))
      opened.on('end', () => this.#lose(opened))
      opened.on('notification', ({ channel, payload }) => this.#pass({ channel, payload: payload ?? '' }))
      await opened.connect()
      ;(opened as pg.Client & { unref(): void }).unref() // listening alone keeps no process alive
      this.#heard.clear()
      await this.#hear(
        opened,
        [...ears].flatMap(({ channels }) => channels),
      )
      if (this.#isClosed) return void (await opened.end())
      this.#client = opened
      this.#failures = 0
      for (const ear of ears) ear.onGap()
      this.#pingLater(opened)
    } catch {
      await client?.end().catch(() => {})
      this.#retryLater()
    }
  }

  async #hear(client: pg.Client, channels: readonly string[]): Promise<void> {
    const wanted = [...new Set(channels)].filter((channel) => !this.#heard.has(channel))
    for (const channel of wanted) this.#heard.add(channel)
    if (wanted.length > 0) await client.query(wanted.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`).join('; '))
  }

  #pass(notice: Notice): void {
    for (const ear of ears) if (ear.channels.includes(notice.channel)) ear.onNotice(notice)
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#retryLater()
  }

  #retryLater(): void {
    clearTimeout(this.#timer)
    if (this.#isClosed) return
    const wait = RETRY_MILLISECONDS[Math.min(this.#failures++, RETRY_MILLISECONDS.length - 1)]
    this.#timer = setTimeout(() => void this.#connect(), wait)
    this.#timer.unref()
  }

  /** A connection that a firewall dropped in silence would never be missed. */
  #pingLater(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      const isAlive = await client.query('SELECT').then(
        () => true,
        () => false,
      )
      if (isAlive) return this.#pingLater(client)
      this.#lose(client)
      await client.end().catch(() => {})
    }, PING_MILLISECONDS)
    this.#timer.unref()
  }
}

onCloseAll(async () => {
  const closing = line
  line = undefined
  ears = new Set()
  await closing?.close()
})
