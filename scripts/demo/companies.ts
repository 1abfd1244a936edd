import type { CreateTenantFields } from '@/lib/lifecycle'

export interface DemoMember {
  roleKey: 'owner' | 'hr' | 'manager' | 'employee'
  name: string
  email: string
  /** The employee that this person is. */
  employeeNumber?: string
  locale?: 'en' | 'ko'
}
export interface DemoCompany {
  tenant: CreateTenantFields
  /** What an amount of the salary file is paid for. */
  period: 'year' | 'month'
  members: [owner: DemoMember, ...others: DemoMember[]]
}

const company = (
  name: string,
  look: { brandColour: string; mark: string },
  place: { timeZone: string; tier: string },
  period: 'year' | 'month',
  people: { manager: [name: string, number: string]; employee: [name: string, number: string, locale?: 'ko'] },
): DemoCompany => {
  const slug = name.toLowerCase()
  const at = (local: string) => `${local}@${slug}.example`
  const [managerName, managerNumber] = people.manager
  const [employeeName, employeeNumber, locale] = people.employee
  return {
    tenant: {
      name,
      slug,
      ownerName: 'Jordan Reyes',
      ownerEmail: at('owner'),
      locale: 'en',
      country: 'US',
      currency: 'USD',
      ...look,
      ...place,
    },
    period,
    members: [
      { roleKey: 'owner', name: 'Jordan Reyes', email: at('owner') },
      { roleKey: 'hr', name: 'Grace Kim', email: at('hr') },
      { roleKey: 'manager', name: managerName, email: at('manager'), employeeNumber: managerNumber },
      { roleKey: 'employee', name: employeeName, email: at('employee'), employeeNumber, locale },
    ],
  }
}

/** Real people of the data: a head of a department with reports, and one of those. Sumac's salaries are monthly in their source. */
export const COMPANIES: readonly DemoCompany[] = [
  company('Sumac', { brandColour: '#b5472c', mark: 'berries' }, { timeZone: 'America/Los_Angeles', tier: 'free' }, 'month', {
    manager: ['Alexander James', '103'],
    employee: ['Bruce Miller', '104'],
  }),
  company('Quill', { brandColour: '#4a3fa6', mark: 'feather' }, { timeZone: 'America/New_York', tier: 'standard' }, 'year', {
    manager: ['Xiaopeng Lanphier', '10688'],
    employee: ['Shaw Wendorf', '10180', 'ko'],
  }),
  company('Lantern', { brandColour: '#f2b705', mark: 'lantern' }, { timeZone: 'America/Chicago', tier: 'standard' }, 'year', {
    manager: ['Adel Birjandi', '17421'],
    employee: ['Jaques Demke', '11048'],
  }),
]
