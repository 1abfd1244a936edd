// Reads the catalogue of a database that holds tenants, and tells every place where a wall has a hole.
// What is allowed beside the template is on explicit lists, in the file of its rule; everything else is a finding.
// lib/db alone imports it: the self-test at start, and through the index of lib/db the command line.
export { type Finding, lintDatabase } from './lint-database'
