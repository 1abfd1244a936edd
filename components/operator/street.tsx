import type { CSSProperties } from 'react'
import { barsPath, HOUSES_DRAWN_MAX, type House, type HouseState, houseHeight } from './house-shape'
import { type Pattern, PatternLabel } from './pattern-glyph'
import { Roving } from './roving'
import { Fullness } from './servers-table'
import { StreetBars } from './street-bars'

export interface StreetLot {
  pattern: Pattern
  /** Caption below the ground line: how many tenants, and how they are kept. */
  caption: string
  houses: House[]
  /** One bar stands for several tenants. */
  isBucketed: boolean
}
export interface StreetServer {
  name: string
  /** Region, version and the like: what is known for certain. */
  note: string
  /** Of its fullest limit, 0 to 1 and more; `fullWord` says it. */
  full: number
  fullWord: string
  lots: StreetLot[]
}

/** So few houses that each has room for its name. */
const NAMED_MAX = 10
const STATES: HouseState[] = ['active', 'provisioning', 'stopped', 'failed', 'deleting']

/** One house a tenant, a ground line a server. A stopped house is hollow, a failed one outlined in red, a new one dashed in blue. */
export function Street({
  servers,
  labels,
}: {
  servers: StreetServer[]
  labels: { title: string; note: string; pattern: Record<Pattern, string>; house: (house: House) => string; nobody: string }
}) {
  const tallest = Math.max(1, ...servers.flatMap((server) => server.lots.flatMap((lot) => lot.houses.map((house) => house.people ?? 0))))
  return (
    <section className="panel op-street" aria-label={labels.title}>
      <div className="panel-head">
        <h2>{labels.title}</h2>
        <span className="text-12 text-ink-3">{labels.note}</span>
        <span className="flex-1" />
        <span className="op-legend">
          {(Object.keys(labels.pattern) as Pattern[]).map((pattern) => (
            <PatternLabel key={pattern} pattern={pattern} label={labels.pattern[pattern]} />
          ))}
        </span>
      </div>
      <div className="op-street-rows">
        {servers.map((server) => (
          <div key={server.name} className="op-ground">
            <p>
              <a href={`/servers/${server.name}`}>
                <b>{server.name}</b>
              </a>
              {server.note}
              <span className="op-fullness">
                <Fullness share={server.full} />
                <span className="tabular-nums">{server.fullWord}</span>
              </span>
            </p>
            <div className="op-lots">
              {server.lots.map((lot) => (
                <div
                  key={lot.pattern}
                  className="op-lot"
                  style={{ flexGrow: Math.max(lot.houses.length, 1), '--p': `var(--p-${lot.pattern})` } as CSSProperties}
                >
                  {lot.houses.length > HOUSES_DRAWN_MAX || lot.isBucketed ? (
                    <StreetBars
                      houses={lot.houses.map(({ slug, name }) => ({ slug, name }))}
                      paths={STATES.map((state) => ({ state, path: barsPath(lot.houses, tallest, state) })).filter(({ path }) => path)}
                      label={lot.caption}
                    />
                  ) : (
                    <Roving className={lot.houses.length <= NAMED_MAX ? 'op-houses is-named' : 'op-houses'}>
                      {lot.houses.map((house, index) => (
                        <HouseLink
                          key={house.slug}
                          house={house}
                          height={houseHeight(house.people, tallest)}
                          label={labels.house(house)}
                          isFirst={index === 0}
                          isNamed={lot.houses.length <= NAMED_MAX}
                        />
                      ))}
                    </Roving>
                  )}
                  <p>{lot.houses.length === 0 ? labels.nobody : lot.caption}</p>
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}

function HouseLink({
  house,
  height,
  label,
  isFirst,
  isNamed,
}: {
  house: House
  height: number
  label: string
  isFirst: boolean
  isNamed: boolean
}) {
  return (
    <a className={`op-house ${house.state}`} href={`/tenants/${house.slug}`} aria-label={label} title={label} tabIndex={isFirst ? 0 : -1}>
      <span className="wall" style={{ height: `calc((100% - ${isNamed ? 'var(--name-h)' : '0px'}) * ${height.toFixed(3)})` }} />
      {isNamed ? <span className="name">{house.slug}</span> : null}
    </a>
  )
}
