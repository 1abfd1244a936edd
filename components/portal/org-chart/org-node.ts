/** A card of the chart. `parent` is the key of the card to its left, null in the first column. */
export type OrgNode = {
  /** A person's id, or `d:` and a department's. */
  key: string
  parent: string | null
  personId?: string
  /** Of whose people alone the column below consists, in the chart by department. */
  department?: string
  name: string
  detail: string
  direct: number
  all: number
}

/** What the server answers: some cards, and which of them to open and to choose. */
export type OrgColumns = { nodes: OrgNode[]; open: string[]; chosen: string | null }
