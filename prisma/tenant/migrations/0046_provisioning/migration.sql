-- Accounts that the company's directory keeps (SCIM 2.0).

-- What a directory calls the person, and when it took the account back: the account stays, closed, and the directory no longer sees it.
ALTER TABLE users
  ADD COLUMN external_id text,
  ADD COLUMN given_name  text,
  ADD COLUMN family_name text,
  ADD COLUMN withdrawn_at timestamptz(3);
CREATE INDEX users_external ON users (tenant_id, external_id);

CREATE TABLE scim_tokens (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  name         text           NOT NULL,
  prefix       text           NOT NULL,
  token_hash   text           NOT NULL,
  created_by   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  revoked_at   timestamptz(3),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX scim_tokens_hash ON scim_tokens (tenant_id, token_hash);
SELECT sec.protect('scim_tokens', 'secret');

-- A group of the directory, and the role that an administrator here has given to it.
CREATE TABLE scim_groups (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  display_name text           NOT NULL,
  external_id  text,
  role_id      uuid,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  updated_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX scim_groups_name ON scim_groups (tenant_id, display_name);
CREATE INDEX scim_groups_role ON scim_groups (tenant_id, role_id);
SELECT sec.protect('scim_groups', 'data');

CREATE TABLE scim_group_members (
  tenant_id uuid NOT NULL DEFAULT sec.tenant(),
  group_id  uuid NOT NULL,
  user_id   uuid NOT NULL,
  PRIMARY KEY (tenant_id, group_id, user_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES scim_groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX scim_group_members_user ON scim_group_members (tenant_id, user_id);
SELECT sec.protect('scim_group_members', 'data');
