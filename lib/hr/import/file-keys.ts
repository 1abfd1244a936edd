// Where the files of imports lie in the tenant's store.
export const uploadKey = (fileId: string) => `imports/${fileId}.csv`
export const reportKey = (operationId: string) => `imports/${operationId}/report.json`
export const problemsKey = (operationId: string) => `imports/${operationId}/problems.jsonl`
export const badRowsKey = (operationId: string, kind: string) => `imports/${operationId}/${kind}.csv`
