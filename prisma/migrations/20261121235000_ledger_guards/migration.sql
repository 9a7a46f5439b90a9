-- The books refuse what they must never hold, whoever asks: an entry out of balance, and a changed past.

CREATE FUNCTION "refuse_unbalanced"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  off record;
BEGIN
  SELECT "currency", sum("amount") AS "amount" INTO off
    FROM "Posting" WHERE "journalId" = NEW."journalId"
    GROUP BY "currency" HAVING sum("amount") <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Journal % is out of balance by % %.', NEW."journalId", off."amount", off."currency"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'Posting_balanced';
  END IF;
  RETURN NULL;
END $$;

-- Checked at commit, so that the lines of an entry may be written one after the other.
CREATE CONSTRAINT TRIGGER "Posting_balanced" AFTER INSERT ON "Posting"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "refuse_unbalanced"();

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "Journal_append_only" BEFORE UPDATE OR DELETE ON "Journal"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Journal_never_emptied" BEFORE TRUNCATE ON "Journal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Posting_append_only" BEFORE UPDATE OR DELETE ON "Posting"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Posting_never_emptied" BEFORE TRUNCATE ON "Posting"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "AuditFact_append_only" BEFORE UPDATE OR DELETE ON "AuditFact"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "AuditFact_never_emptied" BEFORE TRUNCATE ON "AuditFact"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
