import { getMove } from '@/lib/lifecycle'
import { forOperator } from '../../for-operator'

/** The numbers of one move, for the page that shows it live. */
export const GET = forOperator('tenant:read', async ({ principal, url }) => {
  const id = url.pathname.split('/').at(-1) ?? ''
  return Response.json(await getMove(principal, id), { headers: { 'cache-control': 'no-store' } })
})
