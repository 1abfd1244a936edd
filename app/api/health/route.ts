/** Whether this process answers at all. It asks nobody else, so that a database that is away does not make a supervisor restart the web. */
export function GET(): Response {
  return Response.json({ status: 'alive' }, { headers: { 'cache-control': 'no-store' } })
}
