const KNOWN_MAX = 2_000
const known = new Map<string, boolean>()

/**
 * Whether a hand-written statement can leave nothing behind in the session: no setting, no lock, no prepared statement, no temporary
 * object. After any other one the connection is cleaned, which costs two round trips, so this is for what pages run often: SELECT,
 * INSERT, UPDATE and DELETE whose functions are all known to be harmless. Whatever it does not recognise counts as unsafe.
 */
export function isSessionSafe(text: string): boolean {
  let isSafe = known.get(text)
  if (isSafe === undefined) {
    if (known.size >= KNOWN_MAX) known.clear()
    isSafe = examine(text)
    known.set(text, isSafe)
  }
  return isSafe
}

function examine(text: string): boolean {
  // Not looked into: nested comments, dollar quotes and escape strings could hide a call from the patterns below.
  if (/\/\*|\$\$|\$[a-z_]\w*\$|\be'|\bu&['"]/i.test(text)) return false
  const sql = text.replace(/'(?:[^']|'')*'|--[^\n]*|"(?:[^"]|"")*"/g, (part) =>
    part.startsWith('"') ? part : part.startsWith("'") ? "''" : ' ',
  )
  const [, verb] = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.exec(sql) ?? []
  if (verb === undefined) return false
  if (/^(SELECT|WITH)$/i.test(verb) && /\bINTO\b/i.test(sql)) return false // SELECT INTO makes a table
  const calls = sql.replace(/\b(AS\s+|INTO\s+"__t__"\s*\.\s*)("[^"]+"|\w+)\s*\(/gi, ' , (') // lists of columns
  for (const [, schema, name] of calls.matchAll(CALL)) {
    if (schema !== undefined && schema !== '"__t__".' && schema !== 'pg_catalog.') return false
    if (!HARMLESS.has(name!.replaceAll('"', '').toLowerCase())) return false
  }
  return true
}

const CALL = /((?:"[^"]+"|[a-z_]\w*)\s*\.\s*)?("[^"]+"|[a-z_]\w*)\s*\(/gi

const HARMLESS = new Set(
  `abs age all and any array array_agg array_length array_to_string as avg between bool_and bool_or by case cast ceil char_length coalesce
  concat concat_ws conflict count cume_dist date date_bin date_part date_trunc decode dense_rank distinct else encode every except exists
  extract filter first_value floor format from generate_series greatest group grouping having in initcap interval intersect join
  json_agg json_build_array json_build_object json_object_agg jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_build_array
  jsonb_build_object jsonb_each jsonb_object_agg jsonb_typeof lag last_value lateral lead least left length limit lower lpad ltrim make_date
  materialized max md5 min mod not now ntile nullif numeric offset on or order over overlay partition percent_rank percentile_cont
  percentile_disc position power rank recursive regexp_match regexp_replace regexp_split_to_table replace returning reverse right round row
  row_number row_to_json rpad rtrim search_employee_values search_employees select set sets sign similar some split_part starts_with stddev string_agg string_to_array
  strpos substr substring sum then to_char to_date to_json to_jsonb to_timestamp translate trim trunc union unnest upper using values
  variance varchar when where width_bucket with within`.split(/\s+/),
)
