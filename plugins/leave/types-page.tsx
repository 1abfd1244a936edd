import { ActionDialog, type FormField, PluginHead, PluginSection } from '@/components/plugin'
import { Table, TableScroll, Tag, Td, Th } from '@/components/ui'
import { type LeaveType, listTypes } from './absences'
import type { Scope } from './kit'
import { Dot } from './leave-page'
import { leaveTabs } from './leave-tabs'
import { COLOURS } from './leave-types'
import { inDays } from './request-leave'

export async function typesPage(scope: Scope) {
  const { t, run } = scope
  const types = await listTypes(scope)
  const shared = { run, plugin: 'leave', submit: t('save'), cancel: t('close'), done: t('saved') }
  const body = (
    <>
      <PluginHead title={t('tabs.types')} sentence={t('typesSentence', { count: types.length })} tabs={leaveTabs(scope, '/types')}>
        <ActionDialog
          {...shared}
          action="addType"
          open={t('addType')}
          icon="plus"
          look="solid"
          title={t('addType')}
          fields={fieldsOf(scope)}
        />
      </PluginHead>
      <PluginSection>
        <TableScroll label={t('tabs.types')}>
          <Table>
            <thead>
              <tr>
                <Th>{t('type')}</Th>
                <Th isNumber>{t('daysPerYear')}</Th>
                <Th isNumber>{t('carryOver')}</Th>
                <Th>{t('halfDays')}</Th>
                <td />
              </tr>
            </thead>
            <tbody>
              {types.map((type) => (
                <tr key={type.id}>
                  <Td>
                    <Dot colour={type.colour} /> {type.name} {type.isArchived && <Tag>{t('archived')}</Tag>}
                  </Td>
                  <Td isNumber>{type.halfDaysPerYear === null ? t('unlimited') : inDays(type.halfDaysPerYear, scope)}</Td>
                  <Td isNumber>{inDays(type.carryOverHalfDays, scope)}</Td>
                  <Td>{t(type.allowsHalfDays ? 'yes' : 'no')}</Td>
                  <Td className="text-right">
                    <ActionDialog
                      {...shared}
                      action="changeType"
                      hidden={{ id: type.id }}
                      open={t('change')}
                      look="ghost"
                      size="sm"
                      title={t('changeType', { name: type.name })}
                      fields={[
                        ...fieldsOf(scope, type),
                        { kind: 'toggle', name: 'isArchived', label: t('archive'), help: t('archiveHelp'), value: type.isArchived },
                      ]}
                    />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      </PluginSection>
    </>
  )
  return { title: t('tabs.types'), body }
}

const fieldsOf = ({ t }: Scope, type?: LeaveType): FormField[] => [
  { kind: 'text', name: 'name', label: t('typeName'), value: type?.name, maxLength: 60 },
  {
    kind: 'choice',
    name: 'colour',
    label: t('colour'),
    value: type?.colour,
    options: COLOURS.map((value) => ({ value, label: t(`colours.${value}`) })),
  },
  {
    kind: 'number',
    name: 'daysPerYear',
    label: t('daysPerYear'),
    help: t('daysPerYearHelp'),
    optional: t('optional'),
    value: type?.halfDaysPerYear == null ? undefined : type.halfDaysPerYear / 2,
    min: 0,
    max: 366,
    step: 0.5,
  },
  { kind: 'number', name: 'carryOverDays', label: t('carryOver'), value: (type?.carryOverHalfDays ?? 0) / 2, min: 0, max: 366, step: 0.5 },
  { kind: 'toggle', name: 'allowsHalfDays', label: t('halfDays'), value: type?.allowsHalfDays ?? true },
]
