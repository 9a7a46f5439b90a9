import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayNumber, HONG_KONG_HOLIDAYS } from "../deploy/hong-kong-holidays";
import { makeCoinWorld } from "./coin-world";
import { freshHash, UNIT } from "./ground";
import { ownChain } from "./kept-world";

const world = ownChain(makeCoinWorld);

/** A moment in Hong Kong, unix seconds. */
const hongKong = (text: string): number => Date.parse(`${text}+08:00`) / 1000;
const ask = (name: string, ...args: unknown[]) =>
  world.calendar.getFunction(name).staticCall(...args);

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
};

describe("the business days of Hong Kong", () => {
  test("a deployment publishes seventeen general holidays a year", async () => {
    for (const year of ["2026", "2027"]) {
      assert.equal(HONG_KONG_HOLIDAYS.filter((date) => date.startsWith(year)).length, 17);
    }
    assert.equal(await ask("areHolidays", HONG_KONG_HOLIDAYS.map(dayNumber)), true);
  });

  test("a day begins at midnight there, eight hours before it does in London", async () => {
    const midnight = hongKong("2026-03-02T00:00:00");
    assert.equal(await ask("dayOf", midnight), BigInt(dayNumber("2026-03-02")));
    assert.equal(await ask("dayOf", midnight - 1), BigInt(dayNumber("2026-03-01")));
  });

  test("2026 has 247 business days and 2027 has 248", async () => {
    for (const [year, wanted] of [
      [2026, 247],
      [2027, 248],
    ] as const) {
      const found = await Promise.all(
        daysOf(year).map((date) => ask("isBusinessDay", dayNumber(date))),
      );
      assert.equal(found.filter(Boolean).length, wanted, String(year));
    }
  });

  const cases = [
    ["2026-02-16T11:00:00", "2026-02-20", "the eve of Lunar New Year 2026"],
    ["2026-04-02T09:00:00", "2026-04-08", "before Good Friday, Ching Ming and Easter 2026"],
    ["2026-04-30T23:59:59", "2026-05-04", "the last second before Labour Day"],
    ["2026-05-01T00:00:00", "2026-05-04", "the first second of Labour Day"],
    ["2026-05-22T10:00:00", "2026-05-26", "before the Buddha's Birthday, which moves to Monday"],
    ["2026-10-16T10:00:00", "2026-10-20", "before Chung Yeung, which moves to Monday"],
    ["2026-12-24T17:00:00", "2026-12-28", "Christmas Eve 2026"],
    ["2026-12-31T12:00:00", "2027-01-04", "New Year's Eve"],
    ["2027-02-05T12:00:00", "2027-02-10", "before Lunar New Year 2027, with its fourth day"],
    ["2027-03-25T12:00:00", "2027-03-30", "before Easter 2027"],
    ["2027-09-15T12:00:00", "2027-09-17", "the Mid-Autumn Festival itself is a business day"],
    ["2027-12-24T12:00:00", "2027-12-28", "Christmas Eve 2027: Monday stands in for Sunday"],
    ["2026-11-18T12:00:00", "2026-11-19", "an ordinary Wednesday"],
  ] as const;
  for (const [moment, date, why] of cases) {
    test(`a request at ${moment} is due at the end of ${date}: ${why}`, async () => {
      const due = await ask("endOfNextBusinessDay", hongKong(moment));
      assert.equal(due, BigInt(hongKong(`${date}T23:59:59`)));
    });
  }

  test("a redemption carries that time and is overdue a second later", async () => {
    const { buyer } = world.people;
    await world.travelTo(hongKong("2027-02-05T12:00:00"));
    await world.act(buyer, world.coin, "requestRedemption", [UNIT, freshHash()]);
    const due = hongKong("2027-02-10T23:59:59");
    const entry = await world.coin.getFunction("redemption").staticCall(1);
    assert.equal(entry.dueAt, BigInt(due));
    await world.travelTo(due);
    const isOverdue = () =>
      world.coin.getFunction("isOverdue").staticCall(1, { blockTag: "latest" });
    assert.equal(await isOverdue(), false);
    await world.travelTo(due + 1);
    assert.equal(await isOverdue(), true);
  });
});
