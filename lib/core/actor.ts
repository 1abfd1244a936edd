/** Who did it, as the audit trail and operations keep it: an id, never a name or an address. */
export type Actor = { kind: 'member' | 'operator' | 'api-key' | 'system'; id: string }
