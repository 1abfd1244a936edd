/** A moment: near ones as a distance ('2 minutes ago'), far ones as a date; the exact time is in the title. */
export function When({ moment }: { moment: { iso: string; text: string; exact: string } }) {
  return (
    <time dateTime={moment.iso} title={moment.exact} className="tabular-nums">
      {moment.text}
    </time>
  )
}
