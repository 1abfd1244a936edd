import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: `prisma/${process.env.PRISMA_SCHEMA ?? 'tenant'}/schema.prisma`,
  datasource: { url: 'postgresql://unused:unused@127.0.0.1:1/unused' },
})
