import { describe, expect, test } from "vitest";
import { actDue, type Kept, type Refused } from "@/core/keeper/acts-due";
import { NO_OFFER } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";

const HASH = `0x${"11".repeat(32)}` as const;
const ACCOUNT = `0x${"22".repeat(20)}` as const;
const at = (seconds: number) => new Date(seconds * 1000);

const deal = structToJson({
  terms: {
    receivable: HASH,
    seller: ACCOUNT,
    warehouse: ACCOUNT,
    buyer: ACCOUNT,
    coin: ACCOUNT,
    amountDue: 1_000n,
    dueAt: 1_000_000,
    ordersRoot: HASH,
    documentHash: HASH,
  },
  registeredAt: 100,
  offer: { ...NO_OFFER, fundBy: 500, deliverBy: 900, graceDays: 5, noticeDays: 10 },
  attesters: [ACCOUNT],
});

const kept: Kept = {
  id: HASH,
  status: "funding",
  deal,
  escrow: 800n,
  funded: 800n,
  lenderTotal: 0n,
  unswept: 0n,
  holders: [{ units: 800n, paid: 0n }],
};

const kindAt = (part: Partial<Kept>, seconds: number) =>
  actDue({ ...kept, ...part }, [], at(seconds))?.kind;

describe("what the keeper does", () => {
  test("nothing at the deadline, close funding after it", () => {
    expect(kindAt({}, 500)).toBeUndefined();
    expect(kindAt({}, 501)).toBe("close-funding");
  });

  test("escrow goes back after the delivery deadline, also when a part was released", () => {
    expect(kindAt({ status: "funded" }, 900)).toBeUndefined();
    expect(kindAt({ status: "funded" }, 901)).toBe("close-release");
    expect(kindAt({ status: "released", escrow: 1n }, 901)).toBe("close-release");
    expect(kindAt({ status: "released", escrow: 0n }, 901)).toBeUndefined();
  });

  test("default after grace and notice, to the second", () => {
    const last = 1_000_000 + 15 * 86_400;
    expect(kindAt({ status: "released", escrow: 0n }, last)).toBeUndefined();
    expect(kindAt({ status: "released", escrow: 0n }, last + 1)).toBe("declare-default");
  });

  test("money that lies in a collection account is swept first, in any state", () => {
    expect(kindAt({ status: "defaulted", unswept: 1n }, 5_000_000)).toBe("sweep");
  });

  test("holders left over are paid, dust below one unit is not", () => {
    const holders = [
      { units: 300n, paid: 37n },
      { units: 500n, paid: 62n },
    ];
    expect(
      kindAt({ status: "released", escrow: 0n, lenderTotal: 100n, holders }, 1),
    ).toBeUndefined();
    expect(kindAt({ status: "released", escrow: 0n, lenderTotal: 104n, holders }, 1)).toBe(
      "pay-out",
    );
  });

  test("units of a closed receivable are burned even when nothing is due on them", () => {
    const holders = [{ units: 800n, paid: 100n }];
    expect(kindAt({ status: "settled", escrow: 0n, lenderTotal: 100n, holders }, 1)).toBe(
      "pay-out",
    );
    const burnt = [{ units: 0n, paid: 100n }];
    expect(
      kindAt({ status: "settled", escrow: 0n, lenderTotal: 100n, holders: burnt }, 1),
    ).toBeUndefined();
  });

  test("the same act in the same hour is one wish", () => {
    const first = actDue(kept, [], at(3_700));
    const second = actDue(kept, [], at(7_100));
    expect(first?.key).toBe(second?.key);
    expect(actDue(kept, [], at(7_300))?.key).not.toBe(first?.key);
  });

  const first = actDue(kept, [], at(3_700))?.key ?? "";
  const keyAfter = (over: Partial<Refused>, seconds = 3_700) => {
    const last = { kind: "close-funding", times: 1, lastKey: first, secondsAgo: 9_999, ...over };
    return actDue(kept, [last], at(seconds))?.key;
  };

  test("a refused act is wished again after a minute, and twice as long after each refusal", () => {
    const waits = [60, 120, 240, 480, 960, 1_920, 3_600, 3_600];
    let lastKey = first;
    for (const [index, wait] of waits.entries()) {
      const times = index + 1;
      expect(keyAfter({ times, lastKey, secondsAgo: wait - 1 })).toBe(first);
      const again = keyAfter({ times, lastKey, secondsAgo: wait }) ?? "";
      expect(again).toBe(`${first}:again:${times}`);
      lastKey = again;
    }
  });

  test("the next hour waits for nothing, and the wait begins anew in it", () => {
    const next = actDue(kept, [], at(7_300))?.key ?? "";
    expect(next).not.toBe(first);
    expect(keyAfter({ lastKey: `${first}:again:3`, times: 4 }, 7_300)).toBe(next);
    expect(keyAfter({ lastKey: next, times: 5, secondsAgo: 0 }, 7_300)).toBe(next);
  });

  test("what was refused of another kind, or wished by others, changes nothing", () => {
    expect(keyAfter({ kind: "sweep" })).toBe(first);
    expect(keyAfter({ lastKey: `close-funding:${HASH}:asked:0` })).toBe(first);
  });
});
