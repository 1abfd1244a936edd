import { Icon, Table, Th } from '@/components/ui'

/** Which role holds which permission; a dash where it does not. */
export function RoleMatrix({
  roles,
  permissions,
  words,
}: {
  roles: { key: string; label: string; permissions: readonly string[] }[]
  permissions: readonly string[]
  words: { title: string; note: string; permission: string; yes: string; no: string }
}) {
  return (
    <section className="mt-8">
      <h2>{words.title}</h2>
      <p className="mt-1 mb-2 text-12 text-ink-3">{words.note}</p>
      <div className="op-bleed">
        <Table isDense>
          <thead>
            <tr>
              <Th>{words.permission}</Th>
              {roles.map((role) => (
                <Th key={role.key}>{role.label}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <td className="mono">{permission}</td>
                {roles.map((role) => (
                  <td key={role.key}>
                    {role.permissions.includes(permission) ? (
                      <>
                        <Icon name="check" size="s" className="text-ok" />
                        <span className="sr-only">{words.yes}</span>
                      </>
                    ) : (
                      <>
                        <span className="text-ink-3" aria-hidden="true">
                          –
                        </span>
                        <span className="sr-only">{words.no}</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </section>
  )
}
