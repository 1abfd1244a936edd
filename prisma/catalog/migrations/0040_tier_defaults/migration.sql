-- The tiers open tenants in the patterns that the design names, since places of all patterns are kept ready. A tier whose default somebody
-- has changed keeps it. Where no server can be started for a tenant, enterprise means a database of its own.
UPDATE tiers SET default_pattern = 'schema' WHERE key = 'standard' AND default_pattern = 'row' AND 'schema' = ANY (allowed_patterns);
UPDATE tiers SET default_pattern = CASE
    WHEN EXISTS (SELECT FROM servers) AND NOT EXISTS (SELECT FROM servers WHERE provider = 'embedded') THEN 'database' ELSE 'instance' END
 WHERE key = 'enterprise' AND default_pattern = 'row' AND allowed_patterns @> '{database,instance}';
-- A start on somebody's server sets it for a new installation.
GRANT UPDATE (default_pattern) ON tiers TO rowhouse_catalog;
