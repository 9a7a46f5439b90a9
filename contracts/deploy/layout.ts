import type { AbstractProvider } from "ethers";
import { isBuilt, wrongImmutables } from "./code";
import { type At, immutablesOf, type Makings, type Piece } from "./pieces";
import type { Sender } from "./sender";

/** Where every piece lives or will live, and which of them have to be created. */
export type Layout = {
  readonly addresses: Readonly<Record<string, string>>;
  readonly missing: readonly Piece[];
};

type Context = {
  readonly pieces: readonly Piece[];
  readonly from: Pick<Sender, "nonce" | "addressOf">;
  readonly makings: Makings;
  readonly chainId: number;
};

/** How far back an earlier run of the same deployer is looked for. */
const LOOK_BACK = 250;

export const addressIn =
  (addresses: Readonly<Record<string, string>>): At =>
  (name) => {
    const address = addresses[name];
    if (!address) throw new Error(`There is no address for ${name}.`);
    return address;
  };

/** Pieces that are not there get the addresses of the deployer's next transactions, in order. */
const layOut = ({ pieces, from }: Context, present: Readonly<Record<string, string>>): Layout => {
  const missing = pieces.filter(({ name }) => !present[name]);
  const planned = missing.map(({ name }, index) => [name, from.addressOf(from.nonce() + index)]);
  return { addresses: { ...present, ...Object.fromEntries(planned) }, missing };
};

type Created = { readonly address: string; readonly code: string };

/** What the deployer created since its newest access manager, that one included. */
const createdLately = async (
  provider: AbstractProvider,
  from: Context["from"],
): Promise<readonly Created[]> => {
  const next = from.nonce();
  const nonces = Array.from({ length: Math.min(next, LOOK_BACK) }, (_, back) => next - 1 - back);
  const created: Created[] = [];
  for (const nonce of nonces) {
    const address = from.addressOf(nonce);
    const code = await provider.getCode(address);
    if (code === "0x") continue;
    created.unshift({ address, code });
    if (isBuilt("AccessManager", code)) return created;
  }
  return [];
};

/**
 * Finds what an earlier run left: code of this build whose immutables fit the rest of the set. A piece whose
 * immutables name an address at which another one no longer can come to stand is left behind.
 */
export const findEarlier = async (
  provider: AbstractProvider,
  context: Context,
): Promise<Layout> => {
  const { pieces } = context;
  const fixed = { ...context.makings, chainId: context.chainId };
  const created = await createdLately(provider, context.from);
  const dropped = new Set<string>();
  for (;;) {
    const taken = new Set<string>();
    const present: Record<string, string> = {};
    for (const piece of pieces) {
      const match = created.find(({ address, code }) => {
        if (taken.has(address) || dropped.has(`${piece.name} ${address}`)) return false;
        if (!isBuilt(piece.contract, code)) return false;
        const own = immutablesOf(piece, () => address, fixed);
        const wrong = wrongImmutables(piece.contract, code, own);
        return wrong.every(({ name }) => !name.startsWith("_"));
      });
      if (!match) continue;
      taken.add(match.address);
      present[piece.name] = match.address;
    }
    const layout = layOut(context, present);
    const at = addressIn(layout.addresses);
    const misfit = pieces.find((piece) => {
      const code = created.find(({ address }) => address === present[piece.name])?.code;
      const wanted = immutablesOf(piece, at, fixed);
      return code !== undefined && wrongImmutables(piece.contract, code, wanted).length > 0;
    });
    if (!misfit) return layout;
    dropped.add(`${misfit.name} ${present[misfit.name]}`);
  }
};

/** The layout of addresses that are given. @throws Error where one of them is not a contract of this build. */
export const takeKnown = async (
  provider: AbstractProvider,
  context: Context,
  known: Readonly<Record<string, string>>,
): Promise<Layout> => {
  const layout = layOut(context, known);
  const given = context.pieces.filter(({ name }) => known[name]);
  const codes = await Promise.all(given.map(({ name }) => provider.getCode(known[name] ?? "")));
  const foreign = given.find(({ contract }, index) => !isBuilt(contract, codes[index] ?? "0x"));
  if (foreign) {
    throw new Error(`${foreign.name} at ${known[foreign.name]} is not a contract of this build.`);
  }
  return layout;
};
