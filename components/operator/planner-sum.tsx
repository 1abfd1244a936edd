/** What is chosen, how much data and how long. */
export function PlannerSum({ figures }: { figures: [label: string, value: string][] }) {
  return (
    <div className="panel op-plan-sum">
      {figures.map(([label, value]) => (
        <div key={label}>
          <div className="op-key">{label}</div>
          <div className="op-figure tabular-nums">{value}</div>
        </div>
      ))}
    </div>
  )
}
