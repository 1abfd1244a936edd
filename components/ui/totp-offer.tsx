/** A new second factor, to scan or to type. The picture is ours, made on the server from the secret below it. */
export function TotpOffer({ svg, secret, words }: { svg: string; secret: string; words: { qr: string; secret: string } }) {
  return (
    <div className="mb-5 flex flex-col gap-4">
      <div
        className="totp-qr"
        role="img"
        aria-label={words.qr}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: an svg of squares that lib/auth has made
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <dl className="kv justify-center">
        <dt>{words.secret}</dt>
        <dd className="mono select-all whitespace-normal">{secret}</dd>
      </dl>
    </div>
  )
}
