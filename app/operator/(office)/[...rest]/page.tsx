import { notFound } from 'next/navigation'
import { office } from '../../office'

/** Every other address of the back office: sign-in first, then nothing, inside the frame. */
export default async function UnknownPage() {
  await office()
  notFound()
}
