import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeHost, parseHost } from './host'

const kindOf = (header: string | null | undefined, base = 'localhost') => parseHost(header, base).kind

describe('the door that a Host header names', () => {
  it('is the site on the base domain, the back office on admin., and a tenant on any other label', () => {
    expect(parseHost('localhost:3000', 'localhost')).toEqual({ kind: 'site' })
    expect(parseHost('admin.localhost:3000', 'localhost')).toEqual({ kind: 'operator' })
    expect(parseHost('acme.localhost:3000', 'localhost')).toEqual({ kind: 'tenant', slug: 'acme', host: 'acme.localhost' })
    expect(parseHost('acme.hr.example.com', 'hr.example.com')).toEqual({ kind: 'tenant', slug: 'acme', host: 'acme.hr.example.com' })
    expect(parseHost('people.acme.com', 'example.com')).toEqual({ kind: 'custom', host: 'people.acme.com' })
  })

  it('is the same door in upper case, with one trailing dot and with any port', () => {
    for (const header of ['ACME.LocalHost', 'acme.localhost.', 'Acme.localhost.:3000', 'acme.localhost:1', 'acme.localhost:65535']) {
      expect(parseHost(header, 'localhost')).toEqual({ kind: 'tenant', slug: 'acme', host: 'acme.localhost' })
    }
  })

  it('is none when the port is empty, zero, too large or not a number', () => {
    for (const port of ['', '0', '65536', '999999', '3000a', '-1', ' 3000', '3000:3000'])
      expect(kindOf(`acme.localhost:${port}`)).toBe('bad')
  })

  it('is none for an IP address in any notation that a browser takes for one', () => {
    const addresses = [
      '127.0.0.1',
      '127.0.0.1:3000',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '0x',
      '0177.0.0.1',
      '1.2.3.4.',
      'acme.1',
      'acme.0x10',
    ]
    for (const address of [...addresses, '[::1]', '[::1]:3000', '::1', '[fe80::1%25eth0]'])
      expect(kindOf(address, 'example.com')).toBe('bad')
  })

  it('allows punycode only on a domain of the tenant, never as a label of ours', () => {
    expect(kindOf('xn--80ak6aa92e.localhost')).toBe('bad')
    expect(kindOf('XN--80AK6AA92E.localhost')).toBe('bad')
    expect(parseHost('xn--9n2bp8q.xn--3e0b707e', 'example.com')).toEqual({ kind: 'custom', host: 'xn--9n2bp8q.xn--3e0b707e' })
  })

  it('is none for a deeper subdomain of ours, so that no certificate and no cookie covers one', () => {
    for (const header of ['a.b.localhost', 'www.acme.localhost', 'admin.acme.localhost', 'acme.admin.localhost'])
      expect(kindOf(header)).toBe('bad')
  })

  it('does not take a name that only ends like ours for one of ours', () => {
    expect(parseHost('evilexample.com', 'example.com')).toEqual({ kind: 'custom', host: 'evilexample.com' })
    expect(parseHost('acme.example.com.evil.net', 'example.com')).toEqual({ kind: 'custom', host: 'acme.example.com.evil.net' })
  })

  it('is none for a slug that cannot be one: hyphen at an end, underscore, 41 characters', () => {
    for (const slug of ['-acme', 'acme-', 'ac_me', 'a'.repeat(41), '']) expect(kindOf(`${slug}.localhost`)).toBe('bad')
    expect(kindOf(`${'a'.repeat(40)}.localhost`)).toBe('tenant')
  })

  it('is none for whatever two parsers could read differently', () => {
    const odd = [
      '',
      ' ',
      ' acme.localhost',
      'acme.localhost ',
      'acme.localhost\t',
      'acme..localhost',
      '.acme.localhost',
      'acme.localhost..',
      '.',
      ':3000',
    ]
    const tricks = [
      'user@acme.localhost',
      'acme.localhost/x',
      'acme.localhost?x',
      'acme.localhost#x',
      'acme.localhost\\x',
      'acme%2elocalhost',
      'acme.localhost,globex.localhost',
    ]
    const bytes = [
      'ac\0me.localhost',
      'ac\u00ADme.localhost',
      'acme\u3002localhost',
      '\uFF41cme.localhost',
      'acmé.localhost',
      'K\u212Aacme.localhost',
      'acme.localhost\r\nx: y',
    ]
    for (const header of [null, undefined, ...odd, ...tricks, ...bytes, 'a'.repeat(300), `${'a.'.repeat(140)}localhost`])
      expect(kindOf(header)).toBe('bad')
  })

  it('refuses a bare word that is not the base domain', () => {
    expect(kindOf('intranet', 'example.com')).toBe('bad')
    expect(kindOf('localhost', 'example.com')).toBe('bad')
  })

  it('never answers with a name that is not in its one spelling, whatever arrives', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.domain(),
      fc.webAuthority({ withPort: true, withIPv4: true, withIPv6: true, withUserInfo: true }),
    )
    fc.assert(
      fc.property(anything, (header) => {
        const host = normalizeHost(header)
        if (host === null) return
        expect(host).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
        expect(normalizeHost(host)).toBe(host)
        expect(new URL(`http://${host}/`).hostname).toBe(host) // a browser reads the same name
      }),
      { numRuns: 2000 },
    )
  })
})
