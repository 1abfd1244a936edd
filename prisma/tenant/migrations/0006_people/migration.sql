-- What only some may see of a person, and what changes of a job on which day.

ALTER TABLE employees ADD COLUMN phone text, ADD COLUMN address text, ADD COLUMN national_id text;

-- A job over time: each row says what holds from a day on. A row without applied_at is planned; the worker applies it when the
-- tenant's day has come. `sets` names the columns that the row changes, because NULL is a value: no department, no manager.
CREATE TABLE job_changes (
  tenant_id     uuid           NOT NULL DEFAULT sec.tenant(),
  id            uuid           NOT NULL,
  employee_id   uuid           NOT NULL,
  kind          text           NOT NULL CHECK (kind IN ('job', 'leave', 'rehire')),
  effective_on  date           NOT NULL,
  sets          text[]         NOT NULL DEFAULT '{}' CHECK (sets <@ ARRAY['title', 'department', 'manager']),
  title         text COLLATE "und-x-icu" NOT NULL DEFAULT '',
  department_id uuid,
  manager_id    uuid,
  reason        text           NOT NULL DEFAULT '',
  -- What the person had before, written when the row is applied.
  previous      jsonb,
  applied_at    timestamptz(3),
  created_by    text           NOT NULL,
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id) ON DELETE RESTRICT,
  FOREIGN KEY (tenant_id, manager_id) REFERENCES employees (tenant_id, id) ON DELETE RESTRICT,
  CHECK (manager_id <> employee_id)
);
-- One change of a kind for a person and a day: a second one replaces the first.
CREATE UNIQUE INDEX job_changes_day ON job_changes (tenant_id, employee_id, effective_on, kind);
CREATE INDEX job_changes_due ON job_changes (tenant_id, applied_at, effective_on);
CREATE INDEX job_changes_department ON job_changes (tenant_id, department_id);
CREATE INDEX job_changes_manager ON job_changes (tenant_id, manager_id);
SELECT sec.protect('job_changes', 'data');
-- The worker hears of a planned change as it hears of mail, and sets its clock.
CREATE TRIGGER note_pending AFTER INSERT OR UPDATE ON job_changes FOR EACH STATEMENT EXECUTE FUNCTION sec.note_pending();

-- One or two letters have no trigram in the middle of a word, and so every row of the tenant was read (180 to 550 ms at 17,000
-- people); at the beginning of a word they have. So a short word of letters or digits is one that words begin with, and a longer
-- one is found anywhere. Korean names are written without a space between family and given name but kept apart, so that a Hangul word of two to four
-- syllables is also tried as both: one syllable of family name and the rest, or two and the rest.
-- The function belongs to the search role, which may replace it only while it may create in the schema.
DO $$ BEGIN EXECUTE format('GRANT CREATE ON SCHEMA %I TO rowhouse_search', current_schema()); END $$;
SET LOCAL ROLE rowhouse_search;
CREATE OR REPLACE FUNCTION search_employees(query text) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path FROM CURRENT AS $$
DECLARE
  tenant   uuid := sec.tenant();
  words    text[] := (SELECT array_agg(word ORDER BY length(word) DESC) FROM regexp_split_to_table(lower(query), '\s+') AS word WHERE word <> '');
  patterns text[];
  whole    text;
BEGIN
  IF array_length(words, 1) = 1 AND words[1] ~ '^[가-힣]{2,5}$' THEN
    whole := words[1];
    -- '김서연' and '남궁서연': family and given name stand next to each other in search_text, with a space between them.
    RETURN QUERY
      SELECT e.id FROM employees e
       WHERE e.tenant_id = tenant AND e.search_text LIKE CASE WHEN length(whole) > 2 THEN '%' || whole || '%' ELSE '% ' || whole || '%' END
      UNION
      SELECT e.id FROM employees e WHERE e.tenant_id = tenant AND e.search_text LIKE '% ' || left(whole, 1) || ' ' || substr(whole, 2) || '%'
      UNION
      SELECT e.id FROM employees e
       WHERE e.tenant_id = tenant AND length(whole) > 2 AND e.search_text LIKE '% ' || left(whole, 2) || ' ' || substr(whole, 3) || '%';
    RETURN;
  END IF;
  patterns := (SELECT array_agg(CASE WHEN length(word) < 3 AND word ~ '^[[:alnum:]]+$' THEN '% ' ELSE '%' END
                                || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%' ORDER BY length(word) DESC)
                 FROM unnest(words) AS word);
  RETURN QUERY SELECT e.id FROM employees e WHERE e.tenant_id = tenant AND e.search_text LIKE patterns[1] AND e.search_text LIKE ALL (patterns);
END $$;
RESET ROLE;
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM rowhouse_search', current_schema()); END $$;
