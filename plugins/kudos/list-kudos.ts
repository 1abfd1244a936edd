import type { Scope } from './kit'

export type KudoLine = { id: string; from: string; to: string; toId: string; message: string; at: Date }

/** The latest thanks, or those of one person, with names. */
export async function listKudos({ tables, people }: Scope, { toId, take }: { toId?: string; take: number }): Promise<KudoLine[]> {
  const rows = await tables.kudo.findMany({ where: toId ? { toId } : {}, orderBy: { id: 'desc' }, take })
  const cards = await people.list({ ids: rows.flatMap(({ fromId, toId }) => [fromId, toId]), limit: 2 * take })
  const names = new Map(cards.map((card) => [card.id, people.name(card)]))
  return rows.map(({ id, fromId, toId, message, createdAt }) => ({
    id,
    from: names.get(fromId)!,
    to: names.get(toId)!,
    toId,
    message,
    at: createdAt,
  }))
}
