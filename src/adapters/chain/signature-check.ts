import { AbiCoder, dataSlice, getAddress, TypedDataEncoder, verifyTypedData } from "ethers";
import { type ChainConnection, NodeAnswer } from "@/adapters/chain/provider";
import { ethersArguments } from "@/adapters/chain/typed-signature";
import type { SignatureCheck } from "@/ports/signer";

const IS_VALID_SIGNATURE = "0x1626ba7e";
const SHAPE = /^0x[0-9a-f]{128}(1b|1c)$/i;

type Typed = ReturnType<typeof ethersArguments>;

const recovered = (typed: Typed, signature: string): string | null => {
  if (!SHAPE.test(signature)) return null;
  try {
    return verifyTypedData(...typed, signature);
  } catch {
    return null;
  }
};

/**
 * Checks a signature over typed data: first as a key's own (only the 65-byte form with v of 27 or 28 and a low s),
 * then by asking the account's code (ERC-1271). An account without code and without the key answers no.
 * @throws ChainUnreachable when the code cannot be asked.
 */
export const signatureCheck =
  (chain: ChainConnection): SignatureCheck =>
  async (address, data, signature) => {
    const typed = ethersArguments(data);
    const account = getAddress(address);
    if (recovered(typed, signature) === account) return true;
    const code = await chain.rpc<string>("eth_getCode", [account, "latest"]);
    if (code === "0x") return false;
    const hash = TypedDataEncoder.hash(...typed);
    const args = AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes"], [hash, signature]);
    try {
      const answer = await chain.rpc<string>("eth_call", [
        { to: account, data: `${IS_VALID_SIGNATURE}${args.slice(2)}` },
        "latest",
      ]);
      return answer.length === 66 && dataSlice(answer, 0, 4) === IS_VALID_SIGNATURE;
    } catch (error) {
      if (error instanceof NodeAnswer) return false;
      throw error;
    }
  };
