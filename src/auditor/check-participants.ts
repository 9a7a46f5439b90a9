import { getAddress } from "ethers";
import {
  classOf,
  type Entry,
  entriesHeld,
  entriesTold,
  entryWords,
  licenceWords,
  NO_ENTRY,
  type Told,
} from "./participants";
import type { Findings } from "./report";
import type { LicenceRow, OrganisationRow } from "./rows";
import type { Scene } from "./scene";

/** Role bits by kind of organisation, as the contract numbers them. */
const ROLES: Readonly<Record<string, bigint>> = {
  seller: 1n,
  lender: 2n,
  warehouse: 4n,
  buyer: 8n,
  platform: 16n,
};

const isPowerless = ({ roles, licence }: Entry): boolean => roles === 0n && licence === 0n;

const organisationRow = (id: string, says: string) => ({
  ...{ table: "Organisation", row: id, says, receivableId: null },
});

/** Accounts of a kind of write that is wished and has not come to its end by the final block. */
const awaited = ({ rows, block }: Scene, kind: string): ReadonlySet<string> =>
  new Set(
    rows.intents.flatMap((intent) => {
      const isDone = intent.status === "mined" || intent.status === "final";
      const isOver = isDone && intent.blockNumber !== null && intent.blockNumber <= block.number;
      const isOpen = intent.kind === kind && intent.status !== "failed" && !isOver;
      return isOpen && intent.account ? [intent.account.toLowerCase()] : [];
    }),
  );

const sameLicence = (
  { id, account }: OrganisationRow,
  entry: Entry,
  licences: readonly LicenceRow[],
  { same }: Findings,
): void => {
  const row = licences.find((each) => each.class === classOf(entry)) ?? licences[0];
  const holds = (what: string) => `Participants holds another ${what} for ${account}`;
  if (!row) {
    same(organisationRow(id, holds("licence")), "none", licenceWords(entry));
    return;
  }
  const about = { table: "Licence", row: row.id, receivableId: null };
  same({ ...about, says: holds("class") }, row.class, classOf(entry));
  same({ ...about, says: holds("last second") }, row.lastSecond, entry.licenceExpiry);
};

/** What stands for a freeze is that the organisation is suspended. */
const sameFreeze = (
  { id, account, status }: OrganisationRow,
  { frozen }: Entry,
  { same }: Findings,
): void => {
  const word = (isFrozen: boolean) => (isFrozen ? "frozen" : "not frozen");
  const about = organisationRow(id, `is ${status}, and Participants says otherwise of ${account}`);
  same(about, word(status === "suspended"), word(frozen));
};

const sameEntry = (
  organisation: OrganisationRow,
  entry: Entry,
  licences: readonly LicenceRow[],
  findings: Findings,
): void => {
  const { id, account, number, kind } = organisation;
  const about = (says: string) => organisationRow(id, says);
  if (entry.organisation === 0n) {
    const expected = `organisation ${number}, a ${kind}`;
    findings.differs({
      ...about(`Participants does not know ${account}`),
      ...{ expected, found: "nothing" },
    });
    return;
  }
  const holds = (what: string) => about(`Participants holds ${what} for ${account}`);
  findings.same(holds("another organisation"), number, entry.organisation);
  findings.same(holds("other roles"), ROLES[kind] ?? "none", entry.roles);
  sameLicence(organisation, entry, licences, findings);
};

/** A warehouse's signers bring in further ones by themselves, who may do what the warehouse may. */
const isFurtherSigner = ({ rows }: Scene, told: Told | undefined, entry: Entry): boolean =>
  told?.isBroughtIn === true &&
  entry.roles === ROLES.warehouse &&
  entry.licence === 0n &&
  rows.organisations.some(
    ({ number, kind, status }) =>
      kind === "warehouse" && status !== "draft" && BigInt(number) === entry.organisation,
  );

/** I11. Expected is what the rows say, found what the contract holds. */
export const checkParticipants = async (scene: Scene, findings: Findings): Promise<void> => {
  const { organisations, licences } = scene.rows;
  const told = entriesTold(scene.expected.events.values());
  const keyOf = ({ account }: OrganisationRow): string => account.toLowerCase();
  const known = new Set(organisations.map(keyOf));
  const accounts = [...new Set([...told.keys(), ...known])];
  const held = await entriesHeld(
    scene,
    accounts.filter((account) => /^0x[0-9a-f]{40}$/.test(account)),
  );
  for (const [account, entry] of held) {
    const about = { table: "Participants", row: getAddress(account), receivableId: null };
    const says = "the contract's entry is not what its events say";
    findings.same({ ...about, says }, entryWords(told.get(account) ?? NO_ENTRY), entryWords(entry));
    if (known.has(account) || isPowerless(entry)) continue;
    if (isFurtherSigner(scene, told.get(account), entry)) continue;
    const stranger = { ...about, says: "belongs to no organisation of the database" };
    findings.differs({ ...stranger, expected: "nothing", found: entryWords(entry) });
  }
  const licencesOf = Map.groupBy(licences, ({ organisationId }) => organisationId);
  const [entering, freezing] = [awaited(scene, "set-participant"), awaited(scene, "set-frozen")];
  for (const organisation of organisations) {
    const { id, account, status } = organisation;
    const key = keyOf(organisation);
    const entry = held.get(key) ?? NO_ENTRY;
    if (status === "draft") {
      const about = organisationRow(id, `is a draft, and Participants knows ${account}`);
      findings.same(about, "nothing", isPowerless(entry) ? "nothing" : entryWords(entry));
      continue;
    }
    if (!freezing.has(key)) sameFreeze(organisation, entry, findings);
    if (!entering.has(key)) sameEntry(organisation, entry, licencesOf.get(id) ?? [], findings);
  }
};
