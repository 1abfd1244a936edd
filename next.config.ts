import type { NextConfig } from 'next'

const IMMUTABLE = 'public, max-age=31536000, immutable'

const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // Without these two, Next may take a lockfile of a parent folder for the root.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    'pg',
    '@node-rs/argon2',
    'sharp',
    'pino',
    'graphile-worker',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg-copy-streams',
    'nodemailer',
  ],
  // Types are checked by npm run typecheck, and so in CI; a first start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  experimental: { globalNotFound: true },
  headers: async () => [{ source: '/fonts/:path*', headers: [{ key: 'cache-control', value: IMMUTABLE }] }],
}

export default config
