-- The meter's triggers for tables from before there was one; those that sec.protect() has made since have them already.
SELECT sec.count(c.oid) FROM pg_class c
 WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
   AND obj_description(c.oid, 'pg_class') = 'class: data'
   AND EXISTS (SELECT FROM aclexplode(c.relacl) g WHERE g.grantee = 'rowhouse_app'::regrole AND g.privilege_type = 'DELETE');
