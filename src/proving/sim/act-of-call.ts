import type { Result } from "ethers";
import type { Act } from "@/core/life/act";
import type { Party } from "@/core/life/life";
import type { Hex } from "@/core/typed-data/typed-data";

/** The model's act for a call of the receivables contract about one deal; undefined for calls nobody in a run makes. */
export const actOfCall = (
  name: string,
  args: Result,
  partyOf: (account: string) => Party,
): Act | undefined => {
  const payees = (list: readonly string[]) => list.map(partyOf);
  switch (name) {
    case "fund":
      return { kind: "fund", lender: partyOf(args.payment.payer), amount: args.payment.amount };
    case "release": {
      const { delivered, seq, notBefore, expiry, evidenceHash, isFinal } = args.attestation;
      const attestation = {
        ...{ delivered, evidenceHash: evidenceHash as Hex, isFinal },
        ...{ seq: Number(seq), notBefore: Number(notBefore), expiry: Number(expiry) },
      };
      return { kind: "release", attestation, signers: ["warehouse"] };
    }
    case "settle":
      return {
        ...{ kind: "settle", payer: partyOf(args.payment.payer) },
        ...{ amount: args.payment.amount, payees: payees(args.payees) },
      };
    case "sweep":
    case "closeFunding":
    case "closeRelease":
    case "declareDefault":
      return { kind: name, payees: payees(args.payees) };
    case "payOut":
      return { kind: "payOut", payees: payees(args.holders) };
    case "dilute":
      return { kind: "dilute", diluted: args.diluted, expiry: Number(args.expiry), consents: [] };
    default:
      return undefined;
  }
};
