import { env } from './env'

/**
 * The origin under which people reach a host name of ours, for links in mails and for comparing with Origin headers. Made from
 * settings alone, never from a request: a forged header must not end up in a mail. Behind TLS the port is PUBLIC_PORT or 443,
 * because PORT is then only where the proxy in front finds us.
 */
export function publicOrigin(host: string): string {
  const { PUBLIC_PROTO, PUBLIC_PORT, PORT } = env()
  const usual = PUBLIC_PROTO === 'https' ? 443 : 80
  const port = PUBLIC_PORT ?? (PUBLIC_PROTO === 'https' ? usual : PORT)
  return `${PUBLIC_PROTO}://${host}${port === usual ? '' : `:${port}`}`
}
