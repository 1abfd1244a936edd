import { deriveText } from '@/lib/core'

/** The same at every start, another in every installation, and kept nowhere: it follows from the master key. */
export function demoPassword(slug: string): string {
  return deriveText(`demo password of ${slug}`).replace(/[-_]/g, '').slice(0, 14)
}
