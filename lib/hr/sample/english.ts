import type { Culture } from './culture'

const FAMILY =
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Patel Kim Singh Murphy Kelly Evans Collins Stewart Morris Cook Rogers Reed Bailey Bell Cooper Ward Gray'
const WOMEN =
  'Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Sandra Ashley Emily Kimberly Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Amy Kathleen Angela Anna Emma Nicole Grace Olivia Sophia Priya Chloe Aisha Maya'
const MEN =
  'James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony Mark Steven Andrew Paul Joshua Kenneth Kevin Brian Timothy Ronald Jason George Edward Jeffrey Ryan Jacob Nicholas Eric Jonathan Stephen Larry Justin Scott Omar Liam Noah'
const [family, women, men] = [FAMILY, WOMEN, MEN].map((names) => names.split(' ')) as [string[], string[], string[]]

export const ENGLISH: Culture = {
  companies: ['Alder', 'Bramble', 'Cobalt', 'Drift', 'Ember', 'Fathom', 'Gable', 'Harrow', 'Inlet', 'Juniper', 'Kestrel', 'Linden'],
  suffix: 'Ltd',
  departments: [
    'Administration',
    'People',
    'Finance',
    'Sales',
    'Marketing',
    'Engineering',
    'Quality',
    'Research',
    'Production',
    'Purchasing',
    'Logistics',
    'Customer Care',
    'Legal',
    'Design',
    'Data',
    'Security',
    'Planning',
    'Communications',
    'International',
    'Facilities',
  ],
  team: (name, place) => (place === 0 ? name : `${name} ${place + 1}`),
  titles: ['Assistant', 'Associate', 'Specialist', 'Senior Specialist', 'Principal', 'Director'],
  leads: { company: 'Chief Executive', department: 'Head of Department', group: 'Team Lead' },
  pay: { currency: 'USD', yearly: [38_000, 46_000, 57_000, 72_000, 94_000, 126_000], roundTo: 100, raise: [0.01, 0.05] },
  headers: {
    departments: ['department_id', 'name', 'head_employee_id'],
    employees: [
      'employee_id',
      'name',
      'gender',
      'birth_date',
      'hire_date',
      'title',
      'department_id',
      'manager_id',
      'status',
      'left_on',
      'email',
    ],
    salaries: ['employee_id', 'amount', 'currency', 'from_date', 'to_date'],
  },
  words: { F: 'F', M: 'M', active: 'active', left: 'left' },
  name: (random, gender) => `${random.pick(gender === 'F' ? women : men)} ${random.pick(family)}`,
}
