-- How many fields of their own a tenant of each tier may have, those of people and of departments together, archived ones included.
UPDATE tiers SET limits = jsonb_build_object('customFieldsMax', CASE key WHEN 'free' THEN 5 WHEN 'standard' THEN 50 ELSE 200 END) || limits;
