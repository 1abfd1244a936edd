import { notFound } from 'next/navigation'

/** An address that no page has, shown in the tenant's own colours. */
export default function Page() {
  notFound()
}
