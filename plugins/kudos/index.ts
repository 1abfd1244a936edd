import { z } from 'zod'
import { give, remove } from './give'
import { kit } from './kit'
import { kudosPage, latestKudos, receivedKudos } from './kudos-page'
import { listKudos } from './list-kudos'

const Query = z.strictObject({ toId: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
const Line = z.object({ id: z.uuid(), from: z.string(), to: z.string(), toId: z.uuid(), message: z.string(), at: z.iso.datetime() })

export const kudos = kit.plugin({
  navigation: [{ path: '', word: 'name', icon: 'badge-check', right: 'give' }],
  pages: [kit.page({ path: '', right: 'give', render: kudosPage })],
  panels: [kit.panel({ title: 'received', right: 'give', render: receivedKudos })],
  cards: [kit.card({ title: 'latest', right: 'give', render: latestKudos })],
  actions: { give, remove },
  reads: [
    kit.read({
      path: '',
      name: 'listKudos',
      summary: 'Who thanked whom, the latest first',
      right: 'give',
      query: Query,
      output: z.object({ items: z.array(Line) }),
      run: async (scope, { query }) => ({
        items: (await listKudos(scope, { toId: query.toId, take: query.limit })).map((line) => ({ ...line, at: line.at.toISOString() })),
      }),
    }),
  ],
})
