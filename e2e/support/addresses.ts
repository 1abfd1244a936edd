/** Set once by the global set-up, read by every test process: PORT_BASE moves all of them together. */
const base = Number(process.env.E2E_PORT_BASE ?? 3800)
export const PORTS = { web: base, backDoor: base + 1, provider: base + 2, tls: base + 43 } as const

export const BASE_DOMAIN = 'rowhouse.test'
export const OPERATOR_HOST = `admin.${BASE_DOMAIN}`
export const hostOf = (slug: string) => `${slug}.${BASE_DOMAIN}`
/** As a browser sees it: TLS on 443, which the resolver rules lead to the proxy. */
export const originOf = (host: string) => `https://${host}`
