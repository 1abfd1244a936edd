import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { listWebProcesses, storeDeployment } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { SetDeploymentInput } from './limits-input.schema'

/**
 * Names the deployment whose web processes alone serve this tenant; null: those that have no name. All others answer 421 within a second.
 * Throws `conflict` when no process of it lives, since nobody would serve the tenant then.
 */
export async function setDeployment(principal: Principal, fields: z.input<typeof SetDeploymentInput>): Promise<void> {
  requirePermission(principal, 'tenant:move')
  const { tenantId, deployment, anyway, requestId } = parseInput(SetDeploymentInput, fields)
  if (!anyway && !(await listWebProcesses()).some((process) => process.deployment === deployment)) {
    const message =
      deployment === null
        ? 'No web process without a deployment is running, so nobody would serve this tenant. Start one without DEPLOYMENT first.'
        : `No web process of the deployment ${deployment} is running, so nobody would serve this tenant. Start one with DEPLOYMENT=${deployment} first.`
    throw new AppError('conflict', { message, fields: { deployment: 'not running' } })
  }
  await catalogDb().$transaction(async (tx) => {
    await storeDeployment(tx, tenantId, deployment)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.deployment-set',
      subject: { kind: 'tenant', id: tenantId },
      detail: { deployment },
      requestId,
      tenantId,
    })
  })
}
