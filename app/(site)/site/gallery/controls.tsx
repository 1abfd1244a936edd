'use client'
import { useState } from 'react'
import {
  Avatar,
  Button,
  Checkbox,
  Chip,
  Field,
  FilterChip,
  fieldProps,
  Icon,
  Input,
  InputGroup,
  Kbd,
  Mark,
  Radio,
  Select,
  Switch,
  Textarea,
} from '@/components/ui'
import { Combobox } from '@/components/ui/combobox'
import { FileDrop } from '@/components/ui/file-drop'
import { DateField, NumberField } from '@/components/ui/typed-fields'
import { Specimen } from './specimen'

const VARIANTS = ['outline', 'solid', 'ghost', 'danger', 'danger-quiet'] as const
const TEAMS = [
  'Administration',
  'Design',
  'Engineering',
  'Finance',
  'Logistics',
  'Marketing',
  'People',
  'Quality',
  'Research',
  'Sales',
].map((label) => ({ value: label.toLowerCase(), label }))

/** What is pressed, typed into and chosen from. */
export function Controls() {
  const [team, setTeam] = useState<string | null>('design')
  const [amount, setAmount] = useState<number | null>(48_250.5)
  const [day, setDay] = useState<string | null>('2026-11-23')
  const [files, setFiles] = useState<string[]>([])
  return (
    <>
      {VARIANTS.map((variant) => (
        <Specimen key={variant} name={`Button, ${variant}`}>
          <Button variant={variant} size="sm">
            Small
          </Button>
          <Button variant={variant}>Save</Button>
          <Button variant={variant} size="lg">
            Large
          </Button>
          <Button variant={variant} icon="plus">
            With icon
          </Button>
          <Button variant={variant} isIcon icon="ellipsis" aria-label="More" />
          <Button variant={variant} isBusy icon="plus">
            Busy
          </Button>
          <Button variant={variant} disabled>
            Not now
          </Button>
        </Specimen>
      ))}
      <Specimen name="Field and input">
        <Field id="plain" label="Name" help="As colleagues say it.">
          <Input {...fieldProps('plain', { help: true })} defaultValue="Grace Kim" />
        </Field>
        <Field id="wrong" label="Work e-mail" error="This is no e-mail address.">
          <Input {...fieldProps('wrong', { error: 'x' })} defaultValue="grace@" />
        </Field>
        <Field id="optional" label="Phone" optional="optional">
          <Input {...fieldProps('optional')} placeholder="+82 10 1234 5678" />
        </Field>
        <Field id="off" label="Number">
          <Input {...fieldProps('off')} defaultValue="1042" disabled />
        </Field>
        <InputGroup icon="search" placeholder="Find" aria-label="Find" end={<Kbd>/</Kbd>} />
        <Field id="long" label="Reason">
          <Textarea {...fieldProps('long')} rows={3} defaultValue="Moves to the team in Busan." />
        </Field>
      </Specimen>
      <Specimen name="Choices">
        <Checkbox label="Remember" help="For this browser." defaultChecked />
        <Checkbox label="Not chosen" />
        <Checkbox label="Cannot be chosen" disabled />
        <Radio name="radio" label="This one" defaultChecked />
        <Radio name="radio" label="That one" />
        <Switch label="Switched on" defaultChecked />
        <Switch label="Switched off" />
        <Select aria-label="Team" options={TEAMS.slice(0, 4)} defaultValue="design" />
        <Combobox
          label="Team, by typing"
          options={TEAMS}
          value={team}
          onValue={setTeam}
          words={{ choose: 'Choose a team', find: 'Find a team', nothing: 'No such team' }}
        />
      </Specimen>
      <Specimen name="Numbers and days, by language">
        {['en-GB', 'ko-KR', 'de-DE'].map((locale) => (
          <div key={locale} className="flex flex-col gap-2">
            <NumberField
              id={`amount-${locale}`}
              label={`Amount, ${locale}`}
              locale={locale}
              value={amount}
              onValue={setAmount}
              words={{ grammar: 'Write a number like {example}.' }}
            />
            <DateField
              id={`day-${locale}`}
              label={`Day, ${locale}`}
              locale={locale}
              value={day}
              onValue={setDay}
              words={{ grammar: 'Write the day like {example}.', month: 'A year has 12 months.', day: '{month} has {days} days.' }}
            />
          </div>
        ))}
      </Specimen>
      <Specimen name="File drop">
        <FileDrop
          label="Drop files here"
          help="CSV, up to 512 MB."
          isMultiple
          onFiles={(chosen) => setFiles(chosen.map(({ name }) => name))}
        />
        <FileDrop label="Not now" isDisabled onFiles={() => undefined} />
        <p className="text-ink-3">{files.join(', ')}</p>
      </Specimen>
      <Specimen name="Chips, avatars, marks and icons">
        <Chip name="Team">Design</Chip>
        <FilterChip name="Status" value="active" removeHref="/gallery" removeLabel="Remove this filter" />
        <Avatar name="Grace Kim" size="s" />
        <Avatar name="김민준" />
        <Avatar name="Ada Lovelace" size="l" />
        <Avatar name="Nobody" isNeutral />
        <Mark mark="initial" name="Sumac" size={32} />
        <Icon name="users" size="s" />
        <Icon name="users" />
        <Icon name="users" size="l" />
      </Specimen>
    </>
  )
}
