import { expect, test } from "vitest";
import { hasGs1CheckDigit, isLei } from "@/core/intake/rules/check-digit";
import { matchParties, plainId, plainName } from "@/core/intake/rules/party-match";

const party = (names: string[], ids: string[]) => ({
  path: "/",
  names,
  ids: ids.map((value) => ({ scheme: "", value, path: "/" })),
  country: null,
});

test.each([
  ["ACME Trading Ltd.", "Acme Trading Limited"],
  ["Müller GmbH & Co. KG", "MULLER"],
  ["Nordisk A/S", "Nordisk"],
  ["Société Générale S.A.", "SOCIETE GENERALE"],
  ["珠江贸易有限公司", "珠江贸易有限公司"],
])("%s is %s", (left, right) => expect(plainName(left)).toBe(plainName(right)));

test.each([
  ["DK16356706", "16356706"],
  ["NL 8200.98.395.B.01", "NL820098395B01"],
])("id %s is %s", (left, right) => expect(plainId(left)).toBe(plainId(right)));

test.each(["n/a", "NA", "000000", "Godkänd för F-skatt", "-"])("%j identifies nobody", (text) =>
  expect(plainId(text)).toBe(""),
);

test("compares what both sides give", () => {
  const seller = party(["Acme Ltd"], ["GB123456789"]);
  expect(matchParties(seller, party(["ACME Limited"], []))).toEqual({ ids: null, names: true });
  expect(matchParties(seller, party(["Harbour Finance"], ["123456789"]))).toEqual({
    ids: true,
    names: false,
  });
  expect(matchParties(seller, party([], ["55667788"]))).toEqual({ ids: false, names: null });
});

test("check digits", () => {
  expect(hasGs1CheckDigit("4006381333931")).toBe(true);
  expect(hasGs1CheckDigit("4006381333932")).toBe(false);
  expect(hasGs1CheckDigit("123")).toBe(false);
  expect(isLei("529900T8BM49AURSDO55")).toBe(true);
  expect(isLei("529900T8BM49AURSDO56")).toBe(false);
});
