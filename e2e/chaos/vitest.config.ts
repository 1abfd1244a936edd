import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': `${import.meta.dirname}/../..` } },
  test: {
    include: ['e2e/chaos/*.test.ts'],
    root: `${import.meta.dirname}/../..`,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 180_000,
  },
})
