import { expect, test } from "vitest";
import { type Act, effectsDue, weigh } from "./life";

const [bank, fund, buyer] = ["0xB", "0xF", "0xC"];
const acts: Act[] = [
  { kind: "propose", registrationId: "r" },
  { kind: "countersign", registrationId: "r" },
  { kind: "offer" },
  { kind: "fund", lender: bank, amount: 40n },
  { kind: "fund", lender: fund, amount: 41n },
  { kind: "deliver", release: 81n },
  { kind: "pay", payer: buyer, amount: 100n },
];
const due = effectsDue({ acts });

test("a whole life has these effects, each once", () => {
  expect(due).toEqual([
    "LotRegistered",
    "Funded 0xB 40",
    "Funded 0xF 41",
    "Released 81",
    "Collected 0xC 100",
    "OfferFrozen",
    "PaidOut 0xB",
    "PaidOut 0xF",
    "registration.proposed",
    "registration.countersigned",
    "offer.signed",
    "funding.submitted 40",
    "funding.submitted 41",
    "delivery.confirmed",
    "payment.submitted 100",
  ]);
  expect(weigh(due, due)).toEqual({ lost: [], doubled: [] });
});

test("an acknowledged act without its effect is lost, whichever it is", () => {
  for (const effect of due) {
    const { lost, doubled } = weigh(
      due,
      due.filter((each) => each !== effect),
    );
    expect(lost).toEqual([`${effect}: 0 instead of 1`]);
    expect(doubled).toEqual([]);
  }
});

test("an effect that is there twice is doubled, and so is one that nobody asked for", () => {
  expect(weigh(due, [...due, "Released 81"]).doubled).toEqual(["Released 81: 2 instead of 1"]);
  expect(weigh(due, [...due, "Funded 0xB 1"]).doubled).toEqual(["Funded 0xB 1: 1 instead of 0"]);
});

test("what was never acknowledged is asked of nobody", () => {
  expect(effectsDue({ acts: acts.slice(0, 1) })).toEqual(["registration.proposed"]);
  expect(effectsDue({ acts: [] })).toEqual([]);
});

test("a plain transfer counts itself and what the sweep makes of it", () => {
  const payer = buyer;
  expect(effectsDue({ acts: [{ kind: "transfer", payer, amount: 7n }] })).toEqual([
    "Transfer 0xC 7",
    `Collected 0x${"0".repeat(40)} 7`,
  ]);
});
