import { FUNCTION_RULES } from './function-rules'
import { GRANT_RULES } from './grant-rules'
import { KEY_RULES } from './key-rules'
import { POLICY_RULES } from './policy-rules'
import { ROLE_RULES } from './role-rules'
import { TENANT_RELATIONS } from './rule'

export interface Finding {
  readonly rule: string
  readonly object: string
  readonly problem: string
}

/** Anything that answers a query: the catalogue may be read by every role. */
export interface CatalogueReader {
  query(text: string): Promise<{ rows: { object: string; problem: string }[] }>
}

const RULES = [...KEY_RULES, ...POLICY_RULES, ...FUNCTION_RULES, ...GRANT_RULES, ...ROLE_RULES]

/** Reads the catalogue of a database that holds tenants, and tells every place where a wall has a hole. Empty is good. */
export async function lintDatabase(client: CatalogueReader): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, sql } of RULES) {
    const { rows } = await client.query(`WITH ${TENANT_RELATIONS} ${sql}`)
    findings.push(...rows.map(({ object, problem }) => ({ rule: name, object, problem })))
  }
  return findings
}
