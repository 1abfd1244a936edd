-- The dashboard reads all pay of a tenant in the order of its people: with the other columns beside the key it reads this index alone,
-- and neither visits the table a million times nor sorts.
CREATE UNIQUE INDEX salaries_employee_pay ON salaries (tenant_id, employee_id, from_date) INCLUDE (to_date, period, currency, amount_minor);
DROP INDEX salaries_employee_from;
ALTER INDEX salaries_employee_pay RENAME TO salaries_employee_from;
