-- Leave: what kinds there are, and who asked for which days. Balances are computed of these rows, the working days of the tenant and the
-- public holidays: nothing is kept that could disagree with them. Lengths are in half days.

CREATE TABLE leave_types (
  tenant_id              uuid           NOT NULL DEFAULT sec.tenant(),
  id                     uuid           NOT NULL,
  name                   text COLLATE "und-x-icu" NOT NULL,
  colour                 text           NOT NULL DEFAULT 'fill' CHECK (colour IN ('fill', 'c2', 'c3', 'c4', 'c5', 'c6')),
  -- NULL: as many as are approved, and no balance.
  half_days_per_year     integer        CHECK (half_days_per_year BETWEEN 0 AND 732),
  carry_over_half_days   integer        NOT NULL DEFAULT 0 CHECK (carry_over_half_days BETWEEN 0 AND 732),
  allows_half_days       boolean        NOT NULL DEFAULT true,
  -- What was left before is not known, and is not carried over.
  first_year             integer        NOT NULL,
  is_archived            boolean        NOT NULL DEFAULT false,
  created_at             timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
SELECT sec.protect('leave_types', 'data');

CREATE TABLE leave_requests (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id          uuid           NOT NULL,
  employee_id uuid           NOT NULL,
  type_id     uuid           NOT NULL,
  from_date   date           NOT NULL,
  to_date     date           NOT NULL,
  part        text           NOT NULL DEFAULT 'day' CHECK (part IN ('day', 'morning', 'afternoon')),
  state       text           NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'declined', 'cancelled')),
  note        text           NOT NULL DEFAULT '',
  answer      text           NOT NULL DEFAULT '',
  decided_by  text,
  decided_at  timestamptz(3),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, type_id) REFERENCES leave_types (tenant_id, id) ON DELETE RESTRICT,
  CHECK (to_date >= from_date),
  CHECK (part = 'day' OR from_date = to_date)
);
CREATE INDEX leave_requests_employee ON leave_requests (tenant_id, employee_id, from_date);
CREATE INDEX leave_requests_state ON leave_requests (tenant_id, state, from_date);
CREATE INDEX leave_requests_type ON leave_requests (tenant_id, type_id);
SELECT sec.protect('leave_requests', 'data');
