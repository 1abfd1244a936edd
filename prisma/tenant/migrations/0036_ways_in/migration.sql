-- How members come in: second factors, the tenant's own sign-in provider, and what a session knows of itself.

-- Where a session came from, by which way, and when a second factor proved it.
ALTER TABLE sessions
  ADD COLUMN address      text           NOT NULL DEFAULT '',
  ADD COLUMN signed_in_by text           NOT NULL DEFAULT 'password' CHECK (signed_in_by IN ('password', 'link', 'sso', 'passkey')),
  ADD COLUMN mfa_at       timestamptz(3);

-- The step of the last code stays when a factor is removed: the next one's offer is derived from it, and so is another.
ALTER TABLE users ADD COLUMN totp_secret text, ADD COLUMN totp_last_step bigint;
COMMENT ON COLUMN users.totp_secret IS 'class: secret';

CREATE TABLE recovery_codes (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  id         uuid           NOT NULL,
  user_id    uuid           NOT NULL,
  code_hash  text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  used_at    timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX recovery_codes_code ON recovery_codes (tenant_id, user_id, code_hash);
SELECT sec.protect('recovery_codes', 'secret');

-- The tenant's own sign-in provider (OpenID Connect). A tenant has one.
CREATE TABLE identity_providers (
  tenant_id     uuid           NOT NULL DEFAULT sec.tenant(),
  id            uuid           NOT NULL,
  name          text           NOT NULL,
  issuer        text           NOT NULL,
  client_id     text           NOT NULL,
  client_secret text           NOT NULL,
  is_on         boolean        NOT NULL DEFAULT false,
  -- Whom the provider vouches for and nobody has invited gets an account with this role; without one, none.
  new_role_id   uuid,
  tested_at     timestamptz(3),
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  updated_at    timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, new_role_id) REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX identity_providers_one ON identity_providers (tenant_id);
CREATE INDEX identity_providers_new_role ON identity_providers (tenant_id, new_role_id);
SELECT sec.protect('identity_providers', 'secret');

-- Who a person is at a provider: by its issuer and its own, unchanging name of the person, never by e-mail.
CREATE TABLE identities (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  user_id      uuid           NOT NULL,
  issuer       text           NOT NULL,
  subject      text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX identities_subject ON identities (tenant_id, issuer, subject);
CREATE UNIQUE INDEX identities_user ON identities (tenant_id, user_id, issuer);
SELECT sec.protect('identities', 'secret');

-- What may be used once: states of sign-ins and challenges that were answered, until they would have ended anyway.
CREATE TABLE spent_tokens (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  token_hash text           NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX spent_tokens_expires ON spent_tokens (tenant_id, expires_at);
SELECT sec.protect('spent_tokens', 'ephemeral');
