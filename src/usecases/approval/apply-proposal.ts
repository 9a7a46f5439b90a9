import type { Approval } from "@/core/approval/approval";
import { grant, type Licence, licenceOf, revoke } from "@/core/licence/licence";
import { activate, type Organisation, reinstate, suspend } from "@/core/organisation/organisation";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Ids } from "@/ports/ids";
import type { KeyMaker, MemberStore, OrganisationStore } from "@/ports/organisation-stores";
import type { Seal } from "@/ports/seal";
import type { Journal } from "@/ports/transact";
import { wishFrozen, wishParticipant } from "@/usecases/organisation/wish-participant";

type Tools = {
  organisations: OrganisationStore;
  members: MemberStore;
  journal: Journal;
  ids: Ids;
  keys: KeyMaker;
  seal: Seal;
  at: Date;
};

const LOT_KEY_BYTES = 32;

/** An organisation that becomes active gets what it acts with: an account and, for a warehouse, its lot key. */
const equip = async (
  { organisations, ids, keys, seal, at }: Tools,
  scope: OrgScope,
  organisation: Organisation,
): Promise<Organisation> => {
  if (organisation.kind === "warehouse") {
    const secret = ids.secretBytes(LOT_KEY_BYTES);
    await organisations.setLotKey(scope, organisation.id, seal.close(secret, organisation.id));
  }
  if (organisation.custody === "wallet" || organisation.account)
    return orThrow(activate(organisation, organisation.account));
  const key = keys.fresh();
  await organisations.addKey(scope, key, `organisation:${organisation.id}`, at);
  return orThrow(activate(organisation, key.address));
};

/** The licences after the change, saved. */
const changeLicences = async (
  { organisations, ids, at }: Tools,
  scope: OrgScope,
  organisation: Organisation,
  proposal: Approval["proposal"],
): Promise<Licence[]> => {
  const licences = await organisations.licencesOf(scope, organisation.id);
  if (proposal.kind === "licence.grant") {
    const wanted = licenceOf(proposal, { id: ids.next(), organisationId: organisation.id });
    const licence = orThrow(grant(organisation, wanted, licences));
    await organisations.addLicence(scope, licence, at);
    return [...licences, licence];
  }
  if (proposal.kind !== "licence.revoke") return licences;
  const licence = licences.find(({ id }) => id === proposal.licenceId);
  if (!licence) throw new Refusal("object.not_found");
  const revoked = orThrow(revoke(licence));
  await organisations.saveLicence(scope, revoked);
  return licences.map((known) => (known.id === revoked.id ? revoked : known));
};

const changeOrganisation = async (
  tools: Tools,
  scope: OrgScope,
  organisation: Organisation,
  proposal: Approval["proposal"],
): Promise<Organisation> => {
  switch (proposal.kind) {
    case "organisation.activate":
      return equip(tools, scope, organisation);
    case "organisation.suspend":
      return orThrow(suspend(organisation));
    case "organisation.reinstate":
      return orThrow(reinstate(organisation));
    default:
      return organisation;
  }
};

/** @throws Refusal `object.not_found` when the person has left meanwhile. */
const appoint = async (
  { members, ids, at }: Tools,
  scope: OrgScope,
  organisation: Organisation,
  { userId, role }: Extract<Approval["proposal"], { kind: "member.appoint" }>,
): Promise<void> => {
  if (!(await members.roleOf(scope, organisation.id, userId)))
    throw new Refusal("object.not_found");
  await members.put(scope, { id: ids.next(), organisationId: organisation.id, userId, role, at });
};

/** Makes an approved change: rows first, then the wished chain write, inside the caller's transaction. */
export const applyProposal = async (
  tools: Tools,
  scope: OrgScope,
  organisation: Organisation,
  { id, proposal }: Approval,
): Promise<void> => {
  if (proposal.kind === "member.appoint") return appoint(tools, scope, organisation, proposal);
  const changed = await changeOrganisation(tools, scope, organisation, proposal);
  if (changed !== organisation) await tools.organisations.save(scope, changed);
  const licences = await changeLicences(tools, scope, changed, proposal);
  if (proposal.kind === "organisation.suspend" || proposal.kind === "organisation.reinstate")
    await wishFrozen(tools.journal, changed, id);
  else
    await wishParticipant(tools.journal, {
      organisation: changed,
      licences,
      at: tools.at,
      cause: id,
    });
};
