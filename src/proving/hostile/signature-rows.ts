import { Signature } from "ethers";
import { signPrepared } from "@/commands/trade/sign-prepared";
import { practiceKeys } from "@/core/demo/demo";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { everyProcedure } from "./procedure-inputs";
import type { Who, World } from "./world";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const hex = (value: bigint): string => value.toString(16).padStart(64, "0");

/** One right signature in every form that some library once took for another. */
const formsOf = (signature: string): string[] => {
  const { r, s, v, compactSerialized } = Signature.from(signature);
  const [rr, ss] = [r.slice(2), s.slice(2)];
  const high = hex(ORDER - BigInt(s));
  const flipped = (v === 27 ? 28 : 27).toString(16);
  return [
    ...[
      `0x${rr}${high}${flipped}`,
      compactSerialized,
      `0x${rr}${ss}00`,
      `0x${rr}${ss}01`,
      `0x${rr}${ss}1d`,
    ],
    ...[`0x${rr}${ss}`, `0x${rr}${ss}1b1b`, "0x", `0x${"0".repeat(130)}`, `0x${"f".repeat(130)}`],
    ...[`0x${rr}${"0".repeat(64)}1b`, signature.slice(2), `${signature}00`],
  ];
};

/** A payment of the practice buyer's over the link, prepared and signed but not sent. */
export const paying = async (
  world: World,
  salt = `0x${"7".repeat(64)}`,
): Promise<{ wish: Record<string, unknown>; signature: string }> => {
  const wish = {
    token: world.linkToken,
    payer: practiceKeys.buyer.address,
    amount: 1_000_000n,
    salt,
  };
  const { value } = await world.call("stranger", "payment.prepare", wish);
  const { typedData, validBefore } = value as { typedData: string; validBefore: number };
  const signature = await signPrepared(practiceKeys.buyer, typedData);
  return { wish: { ...wish, validBefore }, signature };
};

const malleable = async (world: World, tries: Tries): Promise<void> => {
  const { wish, signature } = await paying(world);
  for (const form of formsOf(signature)) {
    await world.forgetCounts();
    const { status } = await world.call("stranger", "payment.pay", { ...wish, signature: form });
    tries.check(
      status >= 400 && status < 500,
      `payment.pay took ${form.slice(0, 12)}...${form.slice(-4)}: ${status}`,
    );
  }
  const signed = everyProcedure.filter(({ shape }) => "signature" in (shape.properties ?? {}));
  for (const { path, isMutation } of signed)
    for (const form of formsOf(signature))
      for (const who of ["seller", "warehouse", "lender"] as const satisfies readonly Who[]) {
        const { status } = await world.call(
          who,
          path,
          { text: "x", signature: form },
          { isMutation },
        );
        tries.check(status >= 400 && status < 500, `${path} took a bent signature: ${status}`);
      }
  await world.forgetCounts();
  tries.note(`${signed.length + 1} doors that take a signature`);
};

const elsewhere = async (world: World, tries: Tries): Promise<void> => {
  const { wish, signature } = await paying(world);
  const bends: Record<string, Record<string, unknown>> = {
    amount: { amount: 2_000_000n },
    salt: { salt: `0x${"8".repeat(64)}` },
    payer: { payer: practiceKeys.lender.address },
    later: { validBefore: Number(wish.validBefore) + 1 },
    over: { validBefore: 1 },
    never: { validBefore: Number.MAX_SAFE_INTEGER },
  };
  for (const [name, bend] of Object.entries(bends)) {
    await world.forgetCounts();
    const { status } = await world.call("stranger", "payment.pay", { ...wish, ...bend, signature });
    tries.check(
      status >= 400 && status < 500,
      `a signature for another ${name} was taken: ${status}`,
    );
  }
  const domains = [
    { chainId: 1n },
    { verifyingContract: `0x${"1".repeat(40)}` },
    { version: "9" },
    { name: "Other" },
  ];
  for (const bend of domains) {
    await world.forgetCounts();
    const { value } = await world.call("stranger", "payment.prepare", {
      token: wish.token,
      payer: wish.payer,
      amount: wish.amount,
      salt: wish.salt,
    });
    const { typedData } = value as { typedData: string };
    const other = await signPrepared(practiceKeys.buyer, typedData, bend);
    const { status } = await world.call("stranger", "payment.pay", { ...wish, signature: other });
    tries.check(
      status >= 400 && status < 500,
      `a signature for ${JSON.stringify(Object.keys(bend))} was taken: ${status}`,
    );
  }
  await world.forgetCounts();
};

export const signatureRows: readonly HostileRow[] = [
  tried("H33", "a signature counts in its one form only", malleable, "forms refused"),
  tried(
    "H34",
    "a signature made for another chain, contract, amount or time is refused",
    elsewhere,
    "signatures refused",
  ),
];
