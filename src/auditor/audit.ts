import { openChain } from "./chain";
import { checkBalances, checkJournals } from "./check-books";
import { checkParticipants } from "./check-participants";
import { checkFacts, checkReceivables } from "./check-read-model";
import { checkTenants } from "./check-tenants";
import { checkTerms } from "./check-terms";
import { checkTrail } from "./check-trail";
import { checkAges, checkEffects, checkFinality, checkNonces, checkRefused } from "./check-writes";
import { judge, type Verdict } from "./report";
import { type Ask, readRows } from "./rows";
import { type Place, sceneOf } from "./scene";

/** What one run found, at one block. */
export type Report = {
  readonly block: { readonly number: number; readonly hash: string; readonly at: Date };
  readonly differences: number;
  readonly verdicts: readonly Verdict[];
};

/**
 * Judges every invariant at the newest final block. Reads only: `ask` should be one snapshot of the database.
 * @throws CannotAudit where chain or database cannot be looked at.
 */
export const audit = async (ask: Ask, place: Place): Promise<Report> => {
  const chain = openChain(place.rpcUrl, place.deployment.chainId);
  try {
    const scene = await sceneOf(chain, place, await readRows(ask));
    const verdicts = [
      await judge("I1", (findings) => checkBalances(scene, findings)),
      await judge("I2", (findings) => checkEffects(scene, findings)),
      await judge("I3", async (findings) => {
        checkFacts(scene, findings);
        checkJournals(scene, findings);
        await checkReceivables(scene, findings);
      }),
      await judge("I4", (findings) => checkTerms(scene, findings)),
      await judge("I5", (findings) => checkNonces(scene, findings)),
      await judge("I6", (findings) => checkFinality(scene, findings)),
      await judge("I7", (findings) => checkAges(scene, findings)),
      await judge("I8", (findings) => checkRefused(scene, ask, findings)),
      await judge("I9", (findings) => checkTrail(scene, ask, findings)),
      await judge("I10", (findings) => checkTenants(ask, findings)),
      await judge("I11", (findings) => checkParticipants(scene, findings)),
    ];
    const differences = verdicts.reduce((sum, verdict) => sum + verdict.differences.length, 0);
    return { block: scene.block, differences, verdicts };
  } finally {
    chain.close();
  }
};
