export const IMPORT_KINDS = ['departments', 'employees', 'salaries'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

interface Field {
  isRequired?: true
  /** Headers, in any case and with any separators, that mean this field. English and Korean. */
  aliases: readonly string[]
}

/** Order matters in a guess: the first field that knows a header gets it. */
export const FIELDS = {
  departments: {
    code: {
      isRequired: true,
      aliases: ['department_id', 'department_code', 'dept_id', 'dept_no', 'dept_code', 'code', 'id', 'no', '부서코드', '부서번호', '코드'],
    },
    name: {
      isRequired: true,
      aliases: ['name', 'department_name', 'department', 'dept_name', 'title', '부서명', '부서', '이름', '명칭', '조직명'],
    },
    head: {
      aliases: [
        'head_employee_id',
        'head',
        'head_id',
        'manager_id',
        'manager',
        'lead',
        '부서장',
        '부서장사번',
        '팀장',
        '팀장사번',
        '책임자',
      ],
    },
  },
  employees: {
    number: {
      isRequired: true,
      aliases: [
        'employee_id',
        'employee_number',
        'employee_no',
        'emp_no',
        'emp_id',
        'number',
        'id',
        'no',
        'staff_id',
        '사번',
        '사원번호',
        '직원번호',
      ],
    },
    firstName: { aliases: ['first_name', 'given_name', 'firstname', 'forename', '이름(명)', '명'] },
    lastName: { aliases: ['last_name', 'family_name', 'surname', 'lastname', '성', '이름(성)'] },
    fullName: { aliases: ['name', 'full_name', 'employee_name', '이름', '성명', '직원명', '사원명'] },
    gender: { aliases: ['gender', 'sex', '성별'] },
    birthDate: { aliases: ['birth_date', 'date_of_birth', 'dob', 'birthday', 'born', '생년월일', '생일'] },
    email: { aliases: ['email', 'e_mail', 'mail', 'work_email', 'email_address', '이메일', '메일', '전자우편'] },
    title: { aliases: ['title', 'job_title', 'position', 'job', 'role', '직책', '직위', '직급', '직함', '직무'] },
    department: {
      aliases: [
        'department_id',
        'department',
        'department_code',
        'dept',
        'dept_no',
        'dept_id',
        'team',
        '부서',
        '부서코드',
        '부서명',
        '소속',
        '팀',
      ],
    },
    manager: {
      aliases: [
        'manager_id',
        'manager',
        'manager_number',
        'reports_to',
        'supervisor',
        'supervisor_id',
        '관리자',
        '관리자사번',
        '상사',
        '상급자',
        '상급자사번',
        '팀장사번',
      ],
    },
    hiredOn: {
      isRequired: true,
      aliases: ['hire_date', 'hired_on', 'hired', 'start_date', 'date_hired', 'join_date', 'joined_on', '입사일', '입사일자', '입사'],
    },
    leftOn: {
      aliases: ['left_on', 'leave_date', 'end_date', 'termination_date', 'left', 'date_left', '퇴사일', '퇴직일', '퇴사일자', '퇴직일자'],
    },
    status: { aliases: ['status', 'employment_status', 'state', '상태', '재직상태', '재직구분', '재직여부'] },
  },
  salaries: {
    employee: {
      isRequired: true,
      aliases: ['employee_id', 'employee_number', 'employee_no', 'emp_no', 'emp_id', 'number', 'id', '사번', '사원번호', '직원번호'],
    },
    amount: { isRequired: true, aliases: ['amount', 'salary', 'pay', 'base_salary', 'wage', '금액', '급여', '연봉', '월급', '기본급'] },
    currency: { aliases: ['currency', 'currency_code', '통화', '화폐'] },
    period: { aliases: ['period', 'pay_period', 'frequency', 'per', '주기', '지급주기', '구분'] },
    fromDate: {
      isRequired: true,
      aliases: [
        'from_date',
        'from',
        'valid_from',
        'effective_date',
        'effective_from',
        'start_date',
        'start',
        '적용일',
        '시작일',
        '적용시작일',
        '발효일',
      ],
    },
    toDate: { aliases: ['to_date', 'to', 'valid_to', 'until', 'end_date', 'end', '종료일', '적용종료일', '만료일'] },
  },
} as const satisfies Record<ImportKind, Record<string, Field>>

export type FieldOf<K extends ImportKind> = keyof (typeof FIELDS)[K] & string
export type AnyField = { [K in ImportKind]: FieldOf<K> }[ImportKind]
/** Field -> header of the column it is read from. */
export type Mapping = Partial<Record<AnyField, string>>

export function fieldsOf(kind: ImportKind): [name: AnyField, field: Field][] {
  return Object.entries(FIELDS[kind]) as [AnyField, Field][]
}
