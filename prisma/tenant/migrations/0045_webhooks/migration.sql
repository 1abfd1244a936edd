-- Addresses of other systems that are told what happened here, and what became of each attempt. What happened is read from the sealed
-- audit trail, which is written in the transaction of the change: it needs no second table that says the same.

CREATE TABLE webhook_endpoints (
  tenant_id       uuid           NOT NULL DEFAULT sec.tenant(),
  id              uuid           NOT NULL,
  url             text           NOT NULL,
  note            text           NOT NULL DEFAULT '',
  event_types     text[]         NOT NULL,
  -- Sealed. The one before holds until its day, so that a receiver can change over.
  secret          text           NOT NULL,
  previous_secret text,
  previous_until  timestamptz(3),
  -- How far the trail has been read for it.
  told_seq        bigint         NOT NULL,
  off_because     text           CHECK (off_because IN ('member', 'failing', 'gone')),
  failing_since   timestamptz(3),
  created_by      text           NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE webhook_deliveries (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id          uuid           NOT NULL,
  endpoint_id uuid           NOT NULL,
  -- The same for each attempt and replay: receivers tell by it what they have had already.
  event_id    uuid           NOT NULL,
  -- 0 as it happened; each replay is one more.
  replay      integer        NOT NULL DEFAULT 0,
  event_type  text           NOT NULL,
  body        text           NOT NULL,
  -- queued: not handed to the worker's queue yet; waiting: there, perhaps for another attempt.
  state       text           NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'waiting', 'delivered', 'failed')),
  attempts    integer        NOT NULL DEFAULT 0,
  status      integer,
  duration_ms integer,
  answer      text,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  ended_at    timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX webhook_deliveries_event ON webhook_deliveries (tenant_id, endpoint_id, event_id, replay);
CREATE INDEX webhook_deliveries_state ON webhook_deliveries (tenant_id, state, id);
CREATE TRIGGER note_pending AFTER INSERT ON webhook_deliveries FOR EACH STATEMENT EXECUTE FUNCTION sec.note_pending();

SELECT sec.protect('webhook_endpoints', 'secret');
SELECT sec.protect('webhook_deliveries', 'ephemeral');

-- Addresses from which a key is taken; none: from everywhere.
ALTER TABLE api_keys ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
