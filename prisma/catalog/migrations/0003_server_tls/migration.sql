-- How this installation connects to a server; NULL: as DATABASE_URL says, whose server the first one is.
ALTER TABLE servers ADD COLUMN tls text CHECK (tls IN ('off', 'require', 'verify'));
