/** Where an archive lies in its tenant's store. What is under this prefix is never part of another archive. */
export const EXPORT_PREFIX = 'exports/'
export const exportKey = (operationId: string) => `${EXPORT_PREFIX}${operationId}.zip`
