// Tries every wall of a database at start, with three synthetic tenants and forged contexts.
// Nothing is served while one of them is down, and a version of Prisma or pg whose private parts have changed is found here.
// lib/db alone imports it; lib/lifecycle runs it for each database when an installation starts.
export { assertWalls } from './assert-walls'
