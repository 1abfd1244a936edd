/** One cookie by name. Sent twice, as by a page that tosses a cookie of its own, it counts as not sent: either could be the forged one. */
export function readCookie(request: Request, name: string): string | null {
  const found = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null
}
