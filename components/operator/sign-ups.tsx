/** Tenants created a day, today in ink. The numbers are read as one sentence; the bars are their picture. */
export function SignUps({ days, label, from, today }: { days: number[]; label: string; from: string; today: string }) {
  const tallest = Math.max(1, ...days)
  return (
    <figure role="img" aria-label={label}>
      <div className="op-days">
        {days.map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
          <span key={index} className={index === days.length - 1 ? 'today' : undefined} style={{ height: `${(count / tallest) * 100}%` }} />
        ))}
      </div>
      <div className="op-axis">
        <span>{from}</span>
        <span>{today}</span>
      </div>
    </figure>
  )
}
