/** Another one for each placement: a tenant that comes back does not meet its former copy. At most 47 bytes. */
export function schemaName(tenantId: string, epoch: number): string {
  return `t_${tenantId.replaceAll('-', '')}_${epoch}`
}

/** Null for a schema that was not named here. */
export function tenantOfSchema(schema: string): string | null {
  const [, hex] = /^t_([0-9a-f]{32})_\d+$/.exec(schema) ?? []
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
