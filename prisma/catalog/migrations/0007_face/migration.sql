-- What a tenant shows of itself, and under which names: pictures, drafts and words of its brand; names that are claimed, proven and
-- released; addresses that it had before.

-- Pictures of a brand, re-encoded by us and named by their content. A version or a draft of one tenant cannot hold another's.
CREATE TABLE brand_images (
  tenant_id    uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id           text           NOT NULL CHECK (id ~ '^[0-9a-f]{32}$'),
  kind         text           NOT NULL CHECK (kind IN ('logo', 'icon', 'picture')),
  content_type text           NOT NULL CHECK (content_type IN ('image/png', 'image/jpeg')),
  width        integer        NOT NULL CHECK (width > 0),
  height       integer        NOT NULL CHECK (height > 0),
  content      bytea          NOT NULL CHECK (octet_length(content) <= 524288),
  created_by   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

ALTER TABLE brandings
  ADD COLUMN colours         jsonb NOT NULL DEFAULT '{}', -- what the tenant insists on: dark, buttonText, link
  ADD COLUMN mail_sender     text  NOT NULL DEFAULT '',   -- the name that e-mails come from; empty: the product's name
  ADD COLUMN mail_footer     jsonb NOT NULL DEFAULT '{}', -- {"en": "...", "ko": "..."}
  ADD COLUMN rolled_back_to  integer;                     -- the version that this one repeats

CREATE TABLE branding_images (
  tenant_id uuid    NOT NULL,
  version   integer NOT NULL,
  slot      text    NOT NULL CHECK (slot IN ('logo', 'logoDark', 'icon', 'iconDark', 'picture')),
  image_id  text    NOT NULL,
  PRIMARY KEY (tenant_id, version, slot),
  FOREIGN KEY (tenant_id, version) REFERENCES brandings (tenant_id, version) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, image_id) REFERENCES brand_images (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX branding_images_image ON branding_images (tenant_id, image_id);

INSERT INTO brand_images (tenant_id, id, kind, content_type, width, height, content, created_by, created_at)
  SELECT DISTINCT ON (tenant_id, encode(sha256(logo), 'hex')) tenant_id, left(encode(sha256(logo), 'hex'), 32), 'logo', 'image/png',
         256, 256, logo, created_by, created_at
    FROM brandings WHERE logo IS NOT NULL ORDER BY tenant_id, encode(sha256(logo), 'hex'), version;
INSERT INTO branding_images (tenant_id, version, slot, image_id)
  SELECT tenant_id, version, 'logo', left(encode(sha256(logo), 'hex'), 32) FROM brandings WHERE logo IS NOT NULL;
ALTER TABLE brandings DROP COLUMN logo;

-- What somebody is still working at. Leaving the page keeps it.
CREATE TABLE branding_drafts (
  tenant_id  uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  fields     jsonb          NOT NULL,
  updated_by text           NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Names of a tenant's own ---------------------------------------------------------------------------------------------------------

-- Any number of tenants may claim a name, and a claim alone gives nothing. One of them holds it (verified_at), by a proof that only it
-- can give: the token is its own, and a new claim has a new one.
ALTER TABLE domains
  DROP CONSTRAINT domains_pkey,
  ADD PRIMARY KEY (host, tenant_id),
  ADD COLUMN token         text           NOT NULL DEFAULT encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  ADD COLUMN proven_at     timestamptz(3), -- since when the record has been seen without a gap
  ADD COLUMN checked_at    timestamptz(3),
  ADD COLUMN fault         text           CHECK (fault IN ('no-record', 'other-record', 'no-answer', 'held')),
  ADD COLUMN failing_since timestamptz(3), -- since when a proven name's record has been missing
  ADD COLUMN points_here   boolean        NOT NULL DEFAULT false,
  ADD COLUMN created_by    text           NOT NULL DEFAULT 'system:migration',
  ADD CHECK (verified_at IS NOT NULL OR NOT is_primary);
ALTER TABLE domains ALTER COLUMN token DROP DEFAULT, ALTER COLUMN created_by DROP DEFAULT;
UPDATE domains SET proven_at = verified_at, points_here = true WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX domains_held ON domains (host) WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX domains_primary ON domains (tenant_id) WHERE is_primary;
CREATE INDEX domains_checked ON domains (checked_at);

-- Addresses that a tenant had before: they lead to the new one for a time, and are nobody else's afterwards.
CREATE TABLE former_slugs (
  slug            text           PRIMARY KEY,
  tenant_id       uuid           REFERENCES tenants (id) ON DELETE SET NULL,
  redirects_until timestamptz(3) NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX former_slugs_tenant ON former_slugs (tenant_id);
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON former_slugs FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();

GRANT SELECT, INSERT, UPDATE, DELETE ON brand_images, branding_images, branding_drafts, former_slugs TO rowhouse_catalog;
