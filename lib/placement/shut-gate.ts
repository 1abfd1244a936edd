import { readGate, setGate, type TenantLocation } from '@/lib/db'

/** The gate of a place that is being made. One that is there already is left as it is: the step may run twice. */
export async function shutGate(location: TenantLocation, tenantId: string, epoch: number): Promise<void> {
  const gate = await readGate(location, tenantId)
  if (gate === null || gate.epoch < epoch) await setGate(location, tenantId, { state: 'stopped', epoch })
}
