import { expect, test } from 'vitest'
import { emptyAmbiguousHost } from './refuse-two-hosts'

test('a request with two Host headers belongs to nobody', () => {
  const request = {
    rawHeaders: ['Host', 'quill.localhost', 'Accept', '*/*', 'hOST', 'sumac.localhost'],
    headers: { host: 'quill.localhost' },
  }
  emptyAmbiguousHost(request)
  expect(request.headers.host).toBe('')
})

test('a request with one Host header keeps it', () => {
  const request = { rawHeaders: ['Accept', 'Host', 'Host', 'quill.localhost'], headers: { host: 'quill.localhost' } }
  emptyAmbiguousHost(request)
  expect(request.headers.host).toBe('quill.localhost')
})
