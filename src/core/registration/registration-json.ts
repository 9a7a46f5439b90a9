import type { Registration } from "@/core/typed-data/deal";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";

const text = (json: JsonStruct, key: string): string => {
  const value = json[key];
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new TypeError(`${key} is missing in the stored registration`);
};

/** A registration from the JSON that `structToJson` made of it. @throws TypeError when a field is missing. */
export const registrationFromJson = (json: JsonStruct): Registration => {
  if (!Array.isArray(json.lots)) throw new TypeError("lots are missing in the stored registration");
  return {
    seller: text(json, "seller") as Hex,
    warehouse: text(json, "warehouse") as Hex,
    coin: text(json, "coin") as Hex,
    issuedAt: Number(text(json, "issuedAt")),
    expiry: Number(text(json, "expiry")),
    lots: (json.lots as readonly JsonStruct[]).map((lot) => ({
      receivable: text(lot, "receivable") as Hex,
      buyer: text(lot, "buyer") as Hex,
      amountDue: BigInt(text(lot, "amountDue")),
      dueAt: Number(text(lot, "dueAt")),
      ordersRoot: text(lot, "ordersRoot") as Hex,
      documentHash: text(lot, "documentHash") as Hex,
    })),
  };
};
