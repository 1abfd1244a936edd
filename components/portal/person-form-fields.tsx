'use client'
import type { ReactNode } from 'react'
import { Field, fieldProps, Input, Select, Textarea } from '@/components/ui/field'
import { DateField, NumberField } from '@/components/ui/typed-fields'
import { DepartmentField, PersonField } from './find-fields'
import type { PersonFormProps } from './person-form'
import type { PersonDraft } from './person-form-input'

type Props = PersonFormProps & {
  draft: PersonDraft
  set: <K extends keyof PersonDraft>(field: K, value: PersonDraft[K]) => void
  errors: Record<string, string>
}
type TextName = 'firstName' | 'lastName' | 'email' | 'number' | 'title' | 'phone' | 'address' | 'nationalId'

/** The fields that this reader may write, in sections. */
export function PersonFormFields(props: Props) {
  const { personId, parts, words } = props
  return (
    <>
      {parts.directory && <NameFields {...props} />}
      {parts.directory && !personId && <JobFields {...props} />}
      {parts.salary && !personId && <PayFields {...props} />}
      {parts.contact && (
        <Section title={words.sections.contact}>
          <Text {...props} name="phone" type="tel" isOptional />
          <Text {...props} name="address" isOptional isLong />
        </Section>
      )}
      {(parts.personal || parts.identity) && <PersonalFields {...props} />}
    </>
  )
}

function NameFields(props: Props) {
  const { personId, isFamilyNameFirst, draft, set, errors, locale, words } = props
  const [first, second] = isFamilyNameFirst ? (['lastName', 'firstName'] as const) : (['firstName', 'lastName'] as const)
  return (
    <Section title={words.sections.person}>
      <Text {...props} name={first} isOptional={first === 'firstName'} autoFocus />
      <Text {...props} name={second} isOptional={second === 'firstName'} />
      <Text {...props} name="email" type="email" isOptional />
      {!personId && <Text {...props} name="number" isOptional help={words.help.number} />}
      <DateField
        id="hiredOn"
        label={words.fields.hiredOn}
        locale={locale}
        value={draft.hiredOn}
        error={errors.hiredOn}
        onValue={(day) => set('hiredOn', day)}
        words={words.date}
        isRequired
      />
    </Section>
  )
}

function JobFields(props: Props) {
  const { draft, set, errors, words } = props
  return (
    <Section title={words.sections.job}>
      <Text {...props} name="title" isOptional />
      <DepartmentField
        id="departmentId"
        label={words.fields.department}
        optional={words.optional}
        value={draft.department}
        error={errors.departmentId}
        onValue={(found) => set('department', found)}
        words={{ nothing: words.nothing }}
      />
      <PersonField
        id="managerId"
        label={words.fields.manager}
        optional={words.optional}
        help={words.help.manager}
        value={draft.manager}
        error={errors.managerId}
        onValue={(found) => set('manager', found)}
        words={{ nothing: words.nobody }}
      />
    </Section>
  )
}

function PayFields({ draft, set, errors, locale, currencies, words }: Props) {
  const digits = currencies.find(({ code }) => code === draft.currency)?.digits
  return (
    <Section title={words.sections.pay}>
      <NumberField
        key={digits}
        id="amount"
        label={words.fields.amount}
        optional={words.optional}
        help={words.help.pay}
        locale={locale}
        fractionDigitsMax={digits}
        value={draft.amount}
        error={errors.amount}
        onValue={(amount) => set('amount', amount)}
        words={words.number}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field id="currency" label={words.fields.currency}>
          <Select
            {...fieldProps('currency')}
            value={draft.currency}
            onChange={(event) => set('currency', event.target.value)}
            options={currencies.map(({ code }) => ({ value: code, label: code }))}
          />
        </Field>
        <Field id="period" label={words.fields.period}>
          <Select
            {...fieldProps('period')}
            value={draft.period}
            onChange={(event) => set('period', event.target.value as 'year' | 'month')}
            options={[
              { value: 'year', label: words.fields.year },
              { value: 'month', label: words.fields.month },
            ]}
          />
        </Field>
      </div>
    </Section>
  )
}

function PersonalFields(props: Props) {
  const { parts, draft, set, errors, locale, hasNationalId, words } = props
  return (
    <Section title={words.sections.personal}>
      {parts.personal && (
        <>
          <DateField
            id="birthDate"
            label={words.fields.birthDate}
            optional={words.optional}
            locale={locale}
            value={draft.birthDate}
            error={errors.birthDate}
            onValue={(day) => set('birthDate', day)}
            words={words.date}
          />
          <Field id="gender" label={words.fields.gender} optional={words.optional} error={errors.gender}>
            <Select
              {...fieldProps('gender', { error: errors.gender })}
              value={draft.gender}
              onChange={(event) => set('gender', event.target.value as PersonDraft['gender'])}
              options={[
                { value: '', label: words.fields.genderNone },
                ...(['F', 'M', 'X'] as const).map((value) => ({ value, label: words.fields[value] })),
              ]}
            />
          </Field>
        </>
      )}
      {parts.identity && <Text {...props} name="nationalId" isOptional help={hasNationalId ? words.help.nationalId : undefined} />}
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="form-section">
      <legend>{title}</legend>
      <div>{children}</div>
    </fieldset>
  )
}

function Text({
  name,
  type = 'text',
  help,
  isOptional,
  isLong,
  autoFocus,
  draft,
  set,
  errors,
  words,
}: Props & { name: TextName; type?: string; help?: string; isOptional?: boolean; isLong?: boolean; autoFocus?: boolean }) {
  const Control = isLong ? Textarea : Input
  return (
    <Field id={name} label={words.fields[name]} optional={isOptional ? words.optional : undefined} help={help} error={errors[name]}>
      <Control
        {...fieldProps(name, { error: errors[name], help })}
        {...(isLong ? { rows: 3 } : { type })}
        name={name}
        value={draft[name]}
        autoComplete="off"
        autoFocus={autoFocus}
        required={!isOptional}
        onChange={(event: { target: { value: string } }) => set(name, event.target.value)}
      />
    </Field>
  )
}
