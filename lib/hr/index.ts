// The example domain: departments, people and their pay, and the import that fills them.
// Nobody sees pay that their role does not give them, and every read and write goes through the TenantDb it is handed.
// Pages, the API and the worker may call it; whoever replaces HR replaces this folder, prisma/tenant and the tenant's pages.
export { type AccessView, describeAccess } from './access/describe-access'
export {
  FIELD_GROUPS,
  type FieldGroup,
  mayRead,
  mayReadAll,
  mayWrite,
  PERSON_FIELDS,
  type PersonField,
  type Relation,
} from './access/field-policy'
export { listRelations } from './access/list-relations'
export { revealNationalId } from './access/reveal-national-id'
export { BulkChangeInput } from './bulk/bulk-change.schema'
export { bulkOperation } from './bulk/bulk-operation'
export { type BulkRunView, getBulkRun } from './bulk/get-bulk-run'
export { startBulkChange } from './bulk/start-bulk-change'
export { cancelSalaryChange } from './cancel-salary-change'
export { changeSalary } from './change-salary'
export { createDepartment } from './departments/create-department'
export { deleteDepartment } from './departments/delete-department'
export { CreateDepartmentInput, UpdateDepartmentInput } from './departments/department-input.schema'
export { getDepartment } from './departments/get-department'
export { type DepartmentCost, listDepartmentCosts } from './departments/list-department-costs'
export { listDepartments } from './departments/list-departments'
export { mergeDepartments } from './departments/merge-departments'
export { searchDepartments } from './departments/search-departments'
export { updateDepartment } from './departments/update-department'
export { deleteDocument } from './documents/delete-document'
export { DOCUMENT_EXTENSIONS } from './documents/document-kind'
export { findDocuments, listDocuments, type PersonDocuments } from './documents/list-documents'
export { type OpenDocument, openDocument, openDocumentLink, signDocumentLink } from './documents/open-document'
export { DOCUMENT_BYTES_MAX, storeDocument } from './documents/store-document'
export { createField } from './fields/create-field'
export {
  CreateFieldInput,
  type CustomField,
  CustomInput,
  type CustomValues,
  FIELD_ACCESS,
  FIELD_ENTITIES,
  FIELD_TYPES,
  type FieldEntity,
  type FieldValue,
  labelOf,
  UpdateFieldInput,
} from './fields/custom-field.schema'
export { countValues, deleteField } from './fields/delete-field'
export { INDEX_FIELD } from './fields/index-field'
export { isComparable, isWritable, listFields } from './fields/list-fields'
export { namePeople } from './fields/name-people'
export { orderFields } from './fields/order-fields'
export { updateDepartmentValues } from './fields/update-department-values'
export { updateField } from './fields/update-field'
export { dismissFirstSteps, type FirstSteps, getFirstSteps } from './first-steps'
export { getDashboard } from './get-dashboard'
export { getPayOverTime } from './get-pay-over-time'
export { getPerson } from './get-person'
export { hirePerson } from './hire-person'
export { type AnyField, FIELDS, IMPORT_KINDS, type ImportKind, type Mapping } from './import/fields'
export type { FileProblem, FileProblemCode } from './import/file-problem'
export { findImportReport, openBadRows, type ReadableImportReport, type ReadableProblemGroup } from './import/get-import-report'
export { IMPORT_BYTES_MAX, storeImportFile } from './import/import-file'
export { IMPORT_KIND, importOperation, listenToPeopleCount } from './import/import-operation'
export type { FileReport, ImportReport, ImportSummary, ProblemGroup } from './import/import-report'
export { IMPORT_MODES, ImportRequest, type ImportRequestInput, type TenantSettings } from './import/import-request'
export { type ImportPreview, type PreviewColumn, previewImport } from './import/preview-import'
export { fieldName, fileProblemText, problemText } from './import/problem-words'
export { findImportRequest, repeatImport } from './import/repeat-import'
export { startImport } from './import/start-import'
export { applyDueChanges, findNextPlannedDay } from './jobs/apply-due-changes'
export { cancelJobChange } from './jobs/cancel-job-change'
export { changeJob } from './jobs/change-job'
export { JobChangeInput } from './jobs/job-change.schema'
export { listPeople } from './list-people'
export { getOrganisationPath } from './organisation/get-organisation-path'
export { listReports, type Report } from './organisation/list-reports'
export { ReportsQuery } from './organisation/reports-query.schema'
export { PEOPLE_PAGE_SIZE, PEOPLE_SORTS, PEOPLE_VIEWS, PeopleQuery, type PeopleQueryInput, type PeopleSort } from './people-query.schema'
export {
  listPayDuring,
  listPersonCards,
  listPublicHolidays,
  lockPerson,
  type PayInForce,
  type PersonCard,
  type PersonCardQuery,
} from './person-cards'
export { ChangeSalaryInput, HireInput, PayInput, UpdatePersonInput } from './person-input.schema'
export { loadSample } from './sample/load-sample'
export { wipeSample } from './sample/wipe-sample'
export { type PersonHit, searchPeople } from './search-people'
export type * from './types'
export { updatePerson } from './update-person'
export { getPeopleColumns, setPeopleColumns } from './views/columns'
export { deleteView } from './views/delete-view'
export { listViews, type SavedView } from './views/list-views'
export { ColumnsInput, PEOPLE_COLUMNS, type PeopleColumnKey } from './views/people-columns.schema'
export { saveView } from './views/save-view'
export { SaveViewInput } from './views/view-input.schema'
