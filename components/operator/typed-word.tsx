import type { Words } from './words'

/** 'Type sumac', with what one types in the type of commands. */
export function TypedWord({ t, message, word }: { t: Words; message: 'tenant.type' | 'operators.typeEmail'; word: string }) {
  const [before, after] = t(message, { slug: '|', email: '|' }).split('|')
  return (
    <>
      {before}
      <code className="mono text-ink!">{word}</code>
      {after}
    </>
  )
}
