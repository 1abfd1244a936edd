import { expect, test } from 'vitest'
import { isSessionSafe } from './session-safe'

test.each([
  'SELECT count(*) FROM "__t__"."employees"',
  'SELECT a.x, sum(y) OVER (PARTITION BY z ORDER BY y) FROM "__t__"."a" a WHERE x IN (1, 2) AND y = ANY ($1)',
  'WITH recent AS (SELECT * FROM "__t__"."a"), old AS MATERIALIZED (SELECT 1) SELECT * FROM recent, old',
  'SELECT grouping(title) = 1 FROM "__t__"."e" GROUP BY GROUPING SETS ((a), (b))',
  `SELECT to_char(d, 'YYYY-MM-DD'), 'set_config(' FROM "__t__"."e" -- set_config('a', 'b', false)`,
  'INSERT INTO "__t__"."throttles" (key, failures) VALUES ($1, 1) ON CONFLICT (tenant_id, key) DO UPDATE SET failures = excluded.failures RETURNING failures',
  'UPDATE "__t__"."e" SET x = coalesce($1, now())',
  'DELETE FROM "__t__"."e" WHERE id = $1',
  'SELECT found FROM "__t__"."search_employees"($1) found',
  'SELECT pg_catalog.lower(x) FROM "__t__"."e"',
])('leaves the session as it was: %s', (text) => {
  expect(isSessionSafe(text)).toBe(true)
})

test.each([
  `SELECT set_config('app.tenant', 'x', false) FROM "__t__"."e"`,
  `SELECT SET_CONFIG ('a', 'b', false)`,
  `SELECT "set_config"('a', 'b', false)`,
  `SELECT pg_catalog.set_config('a', 'b', false)`,
  `SELECT pg_catalog . set_config('a', 'b', false)`,
  `SELECT set_config/**/('a', 'b', false)`,
  `SELECT '--', set_config('a', 'b', false)`,
  `SELECT 'it''s', set_config('a', 'b', false)`,
  `SELECT "--", set_config('a', 'b', false)`,
  `SELECT E'\\'', set_config('a', 'b', false), ''`,
  `SELECT $$'$$, set_config('a', 'b', false), $$'$$`,
  `SELECT $x$'$x$, set_config('a', 'b', false), $x$'$x$`,
  `SELECT U&'\\0027', set_config('a', 'b', false)`,
  `SELECT /* ' */ set_config('a', 'b', false) /* ' */`,
  'SELECT pg_advisory_lock(1)',
  `SELECT nextval('s')`,
  'SELECT * INTO TEMP x FROM "__t__"."e"',
  'WITH gone AS (DELETE FROM "__t__"."e" RETURNING *) SELECT * INTO x FROM gone',
  'CREATE TEMP TABLE x (y int)',
  'SET app.tenant = 1',
  'DO $$ BEGIN END $$',
  'LISTEN x',
  'PREPARE x AS SELECT 1',
  'DISCARD ALL',
  'BEGIN',
  'EXPLAIN SELECT 1',
  'SELECT public.lower(x)',
  'SELECT unknown(x)',
])('may change the session: %s', (text) => {
  expect(isSessionSafe(text)).toBe(false)
})
