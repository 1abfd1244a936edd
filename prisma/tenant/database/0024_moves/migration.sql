-- Where the tables of a gate's tenant are, for a catalog that was restored from before a move: gates outlive it and know better.
ALTER TABLE sec.gate ADD COLUMN pattern text, ADD COLUMN schema text;
-- Each fence has a mark of its own, so that who takes back the fence of a mover that fell silent does not take back the next one.
ALTER TABLE sec.gate ADD COLUMN fence uuid;
-- A copy comes without its marks for the worker, since no trigger fires while it is made: the mover sets one when it opens the gate.
GRANT INSERT ON sec.pending TO rowhouse_mover;
