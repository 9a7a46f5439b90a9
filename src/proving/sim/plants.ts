import type { Plant } from "./simulate";

/** A trigger that changes what the program writes, as a bug at that place would. */
const trigger = (name: string, table: string, body: string): Plant => ({
  name,
  sql: `
    create function planted() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
    create trigger aa_planted before insert or update on "${table}" for each row execute function planted();`,
});

const books: readonly Plant[] = [
  trigger(
    "every posting is a unit too large",
    "Posting",
    `new.amount := new.amount + sign(new.amount);`,
  ),
  trigger(
    "an account forgets what is posted to it",
    "LedgerAccount",
    `if tg_op = 'UPDATE' then new.balance := old.balance; end if;`,
  ),
];

const readModel: readonly Plant[] = [
  trigger(
    "what was collected is a unit short",
    "Receivable",
    `new.collected := greatest(new.collected - 1, 0);`,
  ),
  trigger(
    "nothing is ever settled",
    "Receivable",
    `if new.status = 'settled' then new.status := 'released'; end if;`,
  ),
  trigger("fees are forgotten", "Receivable", `new."feePaid" := 0;`),
  trigger("what was released is still in escrow", "Receivable", `new.escrow := new.funded;`),
  trigger(
    "delivery is told a unit short",
    "Receivable",
    `new.delivered := greatest(new.delivered - 1, 0);`,
  ),
  trigger("a holder has a unit too many", "Position", `new.units := new.units + 1;`),
  trigger("a holder stands under another name", "Position", `new.holder := lower(new.holder);`),
];

const facts: readonly Plant[] = [
  trigger(
    "fundings are not told",
    "ChainEvent",
    `if new.name = 'Funded' then return null; end if;`,
  ),
  trigger(
    "a fact's amount is another",
    "ChainEvent",
    `if new.name = 'Funded' then new.args := jsonb_set(new.args::jsonb, '{amount}', '"7"'); end if;`,
  ),
  trigger(
    "facts stand a block too high",
    "ChainEvent",
    `new."blockNumber" := new."blockNumber" + 1;`,
  ),
];

const writes: readonly Plant[] = [
  trigger(
    "what was sent counts as final",
    "Intent",
    `if new.status = 'sent' then new.status := 'final'; end if;`,
  ),
  trigger(
    "what was signed counts as failed",
    "Intent",
    `if new.status = 'signed' then new.status := 'failed'; end if;`,
  ),
  trigger(
    "a nonce is noted down wrong",
    "TxAttempt",
    `if tg_op = 'INSERT' then new.nonce := new.nonce + 1; end if;`,
  ),
  {
    name: "bytes are noted as sent and never are",
    spoil: (parts) => ({
      ...parts,
      sender: { ...parts.sender, broadcast: async () => ({ kind: "sent", says: "" }) },
    }),
  },
  {
    name: "nobody keeps deadlines",
    spoil: (parts) => ({ ...parts, keeper: { ...parts.keeper, candidates: async () => [] } }),
  },
];

const trail: readonly Plant[] = [
  trigger(
    "fundings leave no audit row",
    "AuditFact",
    `if new.name = 'funding.submitted' then return null; end if;`,
  ),
  trigger(
    "an audit row says something else than was hashed",
    "AuditFact",
    `new.subject := new.subject || '.';`,
  ),
  trigger(
    "the audit trail begins anew with every row",
    "AuditFact",
    `new."previousHash" := repeat('0', 64);`,
  ),
];

/** Bugs that are put in one at a time: a judge that misses one is no judge. */
export const plants: readonly Plant[] = [...books, ...readModel, ...facts, ...writes, ...trail];
