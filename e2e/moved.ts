import { expect } from "@playwright/test";
import { accountOf, balanceOf, headOf, movedBesides } from "./facts";
import { SELLER, SOON } from "./stories";

/** The two lenders that share a receivable in the journeys. */
export const BANK = "Victoria Bank";
export const FUND = "Tai Mo Credit Fund";

const ACCOUNTS = { seller: SELLER, bank: BANK, fund: FUND } as const;
export type Party = keyof typeof ACCOUNTS;
const PARTIES = ["seller", "bank", "fund"] as const satisfies readonly Party[];

/** Account and balance of each party, and the first block after which coin counts as moved. */
export const balancesNow = async () => {
  const since = (await headOf()) + 1;
  const entryOf = async (party: Party) => {
    const account = await accountOf(ACCOUNTS[party]);
    return { account, balance: await balanceOf(account) };
  };
  const [seller, bank, fund] = await Promise.all([
    entryOf("seller"),
    entryOf("bank"),
    entryOf("fund"),
  ]);
  return { since, seller, bank, fund };
};

export type Start = Awaited<ReturnType<typeof balancesNow>>;

/** What this receivable alone has moved on chain: `balanceOf` now, against the start. */
export const expectMoved = async (
  { id, start }: { id: string; start: Start },
  moved: Record<Party, bigint>,
): Promise<void> => {
  for (const party of PARTIES) {
    const { account, balance } = start[party];
    const own = async (): Promise<bigint> =>
      (await balanceOf(account)) -
      balance -
      (await movedBesides(id, { account, since: start.since }));
    await expect.poll(own, { ...SOON, message: `coin of the ${party}` }).toBe(moved[party]);
  }
};
