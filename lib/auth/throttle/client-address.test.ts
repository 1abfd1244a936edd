import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address'

const from = (forwarded?: string) => clientAddress(new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }))

describe('the address that limits count by', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['10.0.0.1, 198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (forwarded, address) => expect(from(forwarded)).toBe(address))

  it.each([undefined, '', 'unknown', '198.51.100', "1' OR 1=1", '<script>', 'x'.repeat(5000)])(
    '%s counts as one and the same',
    (forwarded) => {
      expect(from(forwarded)).toBe('unknown')
    },
  )
})
