import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Expectation } from "@/core/session/sign-in-message";
import { LINK_STATEMENT } from "@/core/session/sign-in-text";
import type { SessionStore } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

/**
 * Lets a person sign in with a wallet from now on, once they have shown that they hold it.
 * @throws Refusal `session.wallet_taken` and those of proving an address.
 */
export const linkWallet =
  ({
    transact,
    prove,
  }: {
    transact: Transact<{ sessions: SessionStore }>;
    prove: (answer: { text: string; signature: string }, expected: Expectation) => Promise<string>;
  }) =>
  async (
    scope: OrgScope,
    answer: { text: string; signature: string },
    place: Omit<Expectation, "statement">,
  ): Promise<{ wallet: string }> => {
    const wallet = await prove(answer, { ...place, statement: LINK_STATEMENT });
    return transact(async ({ sessions, journal }) => {
      if (!(await sessions.setWallet(scope.userId, wallet)))
        throw new Refusal("session.wallet_taken");
      await journal.record({
        name: "wallet.linked",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: scope.userId,
        data: { wallet },
      });
      return { wallet };
    });
  };
