import { Avatar, State, Table, Th } from '@/components/ui'
import { When } from './when'

export interface MemberRow {
  id: string
  name: string
  email: string
  role: string
  tone: 'ok' | 'info' | 'quiet'
  state: string
  lastSignIn: { iso: string; text: string; exact: string } | null
}

/** Who can sign in at the tenant's portal, those who are invited first. */
export function MembersTable({
  rows,
  heads,
  never,
}: {
  rows: MemberRow[]
  heads: Record<'name' | 'email' | 'role' | 'state' | 'lastSignIn', string>
  never: string
}) {
  return (
    <div className="op-bleed">
      <Table isDense>
        <thead>
          <tr>
            <Th>{heads.name}</Th>
            <Th className="wide-only">{heads.email}</Th>
            <Th>{heads.role}</Th>
            <Th>{heads.state}</Th>
            <Th isNumber className="wide-only">
              {heads.lastSignIn}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="op-grow">
                <span className="op-name">
                  <Avatar name={row.name} size="s" isNeutral />
                  <b>{row.name}</b>
                </span>
              </td>
              <td className="wide-only text-ink-2">{row.email}</td>
              <td className="text-ink-2">{row.role}</td>
              <td>
                <State tone={row.tone} icon={row.tone === 'info' ? 'mail' : row.tone === 'quiet' ? 'pause' : undefined}>
                  {row.state}
                </State>
              </td>
              <td className="n wide-only text-ink-3">{row.lastSignIn ? <When moment={row.lastSignIn} /> : never}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
