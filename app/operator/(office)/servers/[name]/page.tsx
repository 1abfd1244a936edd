import { AddDatabase } from '@/components/operator/add-database'
import { CheckServer } from '@/components/operator/check-server'
import { FiguresForm } from '@/components/operator/figures-form'
import { HealthList } from '@/components/operator/health-list'
import { Opening } from '@/components/operator/overview'
import { Pairs } from '@/components/operator/pairs'
import { PatternLabel } from '@/components/operator/pattern-glyph'
import { ServerPreflight } from '@/components/operator/preflight'
import { ServerCareful } from '@/components/operator/server-careful'
import { ServerLimits } from '@/components/operator/server-limits'
import { CrumbBar } from '@/components/ui'
import { office } from '../../../office'
import { addDatabase, changeLimits, changeStandbys, checkServer, drainServer, preflightServer, removeServer } from '../server-actions'
import { serverOf } from './server-view'

type Props = { params: Promise<{ name: string }> }

export async function generateMetadata({ params }: Props) {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: (await params).name }) }
}

export default async function ServerPage({ params }: Props) {
  const desk = await office('tenant:read')
  const { t } = desk
  const view = await serverOf(desk, (await params).name)
  const { server } = view
  const mayManage = desk.may('server:manage')
  return (
    <>
      <CrumbBar crumbs={[{ label: t('servers.page'), href: '/servers' }, { label: server.name }]} />
      <div className="page">
        <Opening first={view.first} second={view.second} />
        <div className="op-split">
          <div className="op-stack op-ruled">
            <div>
              <ServerLimits title={t('servers.limits')} note={t('servers.limitsNote')} lines={view.limits} />
              {mayManage && server.provider !== 'local' ? (
                <FiguresForm
                  server={server.name}
                  figures={view.limitFigures}
                  change={changeLimits}
                  words={{ open: t('servers.changeLimits'), done: t('servers.limitsChanged'), help: t('servers.limitsHelp') }}
                />
              ) : null}
            </div>
            {server.provider !== 'local' ? (
              <div>
                <ServerLimits title={t('servers.standbys')} note={t('servers.standbysNote')} lines={view.standbys} />
                {mayManage ? (
                  <FiguresForm
                    server={server.name}
                    figures={view.standbyFigures}
                    change={changeStandbys}
                    words={{ open: t('servers.changeStandbys'), done: t('servers.standbysChanged') }}
                  />
                ) : null}
              </div>
            ) : null}
            {view.patterns.length > 0 ? (
              <section>
                <h2>{t('servers.patternsTitle')}</h2>
                <ul className="row flex-wrap gap-5">
                  {view.patterns.map(({ pattern, word, count }) => (
                    <li key={pattern} className="row gap-2">
                      <PatternLabel pattern={pattern} label={word} />
                      <b className="tabular-nums">{count}</b>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            <div>
              <HealthList title={t('servers.shared')} lines={view.databases} nothing={t('servers.noDatabase')} />
              {mayManage && server.state === 'ready' && server.provider !== 'local' ? (
                <AddDatabase server={server.name} add={addDatabase} />
              ) : null}
            </div>
            {mayManage ? <ServerPreflight server={server.name} preflight={preflightServer} /> : null}
          </div>
          <div className="op-stack op-ruled">
            <section>
              <h2>{t('servers.facts')}</h2>
              <Pairs pairs={view.facts} />
              <CheckServer server={server.name} check={checkServer} />
            </section>
            {mayManage && server.provider !== 'local' ? (
              <ServerCareful
                name={server.name}
                address={`${server.host}:${server.port}`}
                isDraining={server.state === 'draining'}
                isRemovable={!server.isFirst}
                tenants={server.tenants}
                drain={drainServer}
                remove={removeServer}
              />
            ) : null}
          </div>
        </div>
      </div>
    </>
  )
}
