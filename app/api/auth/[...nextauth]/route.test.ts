import { expect, test } from 'vitest'
import { GET } from './route'

test.each(['error=%00', 'error=a%0D%0ASet-Cookie:%20x', 'callbackUrl=%7F', '%00=x'])('a query of %s is refused as wrong', async (query) => {
  const request = new Request(`http://acme.localhost/api/auth/error?${query}`)
  const response = await GET(request, { params: Promise.resolve({ nextauth: ['error'] }) })
  expect([response.status, (await response.json()).code]).toEqual([400, 'bad_request'])
})
