import { deriveText, env, equalsConstantTime } from '@/lib/core'
import { requestMeters } from './request-metrics'
import { collectServiceMetrics } from './service-metrics'

export const dynamic = 'force-dynamic'

/** Prometheus text, for whoever holds METRICS_TOKEN, or without that setting the token that `rowhouse metrics token` prints. */
export async function GET(request: Request): Promise<Response> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const expected = env().METRICS_TOKEN ?? deriveText('metrics')
  if (!token || !equalsConstantTime(token, expected)) {
    return new Response('A token is needed.\n', { status: 401, headers: { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' } })
  }
  const { registry } = requestMeters()
  const [service, own] = await Promise.all([collectServiceMetrics(), registry.metrics()])
  return new Response(`${service}\n${own}`, { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } })
}
