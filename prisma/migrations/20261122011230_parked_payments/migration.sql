-- Money set aside is looked up by the account it is for, among all payments of a long life.
CREATE INDEX "ChainEvent_account_of_claims" ON "ChainEvent" (("args"->>'account'), "blockNumber", "logIndex")
  WHERE "name" IN ('Parked', 'Claimed');
