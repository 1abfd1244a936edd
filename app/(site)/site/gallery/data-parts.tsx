'use client'
import {
  Button,
  Count,
  Empty,
  Notice,
  Pager,
  Panel,
  Progress,
  Skeleton,
  State,
  TabLinks,
  Table,
  TableScroll,
  Tag,
  Td,
  Th,
} from '@/components/ui'
import { HeadcountChart } from '@/components/ui/charts/headcount'
import { Sparkline } from '@/components/ui/charts/sparkline'
import { TabPanels } from '@/components/ui/tab-panels'
import { Specimen } from './specimen'

const TONES = ['neutral', 'ok', 'info', 'warn', 'bad', 'brand'] as const
const PEOPLE = [
  ['1001', 'Grace Kim', 'Engineering', '84,000'],
  ['1002', '김민준', 'Design', '62,500'],
  ['1003', 'Ada Lovelace', 'Research', '91,200'],
]
const POINTS = Array.from({ length: 12 }, (_, month) => ({
  label: `Month ${month + 1}`,
  joined: (month * 7) % 5,
  left: (month * 3) % 4,
  headcount: 90 + month * 3,
}))

/** What shows data, its state, and that there is none. */
export function DataParts() {
  return (
    <>
      <Specimen name="Table">
        <TableScroll label="People">
          <Table>
            <thead>
              <tr>
                <Th>Number</Th>
                <Th sorted="ascending" href="/gallery">
                  Name
                </Th>
                <Th>Team</Th>
                <Th isNumber>Pay</Th>
              </tr>
            </thead>
            <tbody>
              {PEOPLE.map(([number, name, team, pay]) => (
                <tr key={number}>
                  <Td className="mono">{number}</Td>
                  <Td>{name}</Td>
                  <Td>{team}</Td>
                  <Td isNumber>{pay}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
        <Pager range="1–3 of 240" previousHref={null} nextHref="/gallery" words={{ label: 'Pages', previous: 'Previous', next: 'Next' }} />
      </Specimen>
      <Specimen name="Tabs">
        <TabLinks
          label="Parts"
          tabs={[
            { href: '/gallery', label: 'All', count: 240, isCurrent: true },
            { href: '/gallery?theme=Quill', label: 'Left', count: 12 },
          ]}
        />
        <TabPanels
          label="Forms of a mail"
          panels={[
            { value: 'text', label: 'Text', content: <p>Plain words.</p> },
            { value: 'html', label: 'HTML', count: 2, content: <p>Words with colours.</p> },
          ]}
        />
      </Specimen>
      <Specimen name="Tags, states and counts">
        {TONES.map((tone) => (
          <Tag key={tone} tone={tone} hasDot>
            {tone}
          </Tag>
        ))}
        {(['ok', 'info', 'warn', 'bad', 'quiet'] as const).map((tone) => (
          <State key={tone} tone={tone}>
            {tone}
          </State>
        ))}
        <Count>7</Count>
      </Specimen>
      <Specimen name="Notices">
        {(['neutral', 'info', 'ok', 'warn', 'bad'] as const).map((tone) => (
          <Notice key={tone} tone={tone} action={<Button size="sm">Try again</Button>} className="w-full">
            A sentence about what happened, and what can be done.
          </Notice>
        ))}
      </Specimen>
      <Specimen name="Panel, progress, skeleton and nothing">
        <Panel title="Storage" actions={<Button size="sm">Change</Button>} className="w-80">
          <div className="p-4">
            <Progress done={62} total={100} label="Storage" text="62 of 100 MB" />
            <Skeleton width={180} className="mt-4" />
          </div>
        </Panel>
        <Empty icon="users" title="Nobody is here yet" actions={<Button variant="solid">Hire somebody</Button>}>
          People appear as soon as they are hired or imported.
        </Empty>
      </Specimen>
      <Specimen name="Charts">
        <div className="w-full">
          <HeadcountChart
            height={220}
            points={POINTS}
            locale="en-GB"
            words={{ label: 'Headcount', headcount: 'people', joined: 'joined', left: 'left' }}
          />
        </div>
        <div className="w-64">
          <Sparkline values={POINTS.map(({ headcount }) => headcount)} from="January" to="December" label="Pay over a year" />
        </div>
      </Specimen>
    </>
  )
}
