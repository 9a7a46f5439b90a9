import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { faceOf } from "../deploy/pieces";
import { cancellable, type Role, roles } from "../deploy/roles";
import { ownChain } from "./kept-world";
import {
  type Answer,
  callers,
  callOf,
  everyGuarded,
  isPart,
  openRoles,
  pieces,
  tables,
} from "./role-steps";
import { entrancesOf } from "./syntax";

const guarded = await everyGuarded();

const world = ownChain(openRoles);

const expected = (person: string, role: Role | "nobody"): Answer => {
  if (person !== role || role === "nobody") return "refused";
  return roles[role].delaySeconds === 0 ? "let through" : "unscheduled";
};

const letsIn = async (to: string, data: string, role: Role | "nobody"): Promise<void> => {
  const answers = await Promise.all(
    callers.map(async ({ person, address }) => [person, await world.answerTo(address, to, data)]),
  );
  const wanted = callers.map(({ person }) => [person, expected(person, role)]);
  assert.deepEqual(answers, wanted);
};

describe("the role table", () => {
  for (const piece of pieces.filter((each) => !isPart(each) && each.contract !== "AccessManager")) {
    test(`names every restricted function of ${piece.name} and nothing else`, () => {
      const found = guarded.filter((each) => each.piece === piece).map(({ name }) => name);
      const named = Object.keys(tables[piece.contract] ?? {});
      assert.deepEqual([...new Set(found)].sort(), named.sort());
    });
  }

  test("is about contracts of the set only", () => {
    const contracts = new Set<string>(pieces.map(({ contract }) => contract));
    assert.deepEqual(
      Object.keys(tables).filter((each) => !contracts.has(each)),
      [],
    );
  });

  test("uses every role, and gives none of them half of all functions", () => {
    const all = Object.values(tables).flatMap((table): Role[] => Object.values(table));
    for (const role of (Object.keys(roles) as Role[]).filter((each) => each !== "root")) {
      const own = all.filter((each) => each === role).length;
      assert.ok(own > 0, `${role} can call nothing`);
      assert.ok(own * 2 < all.length, `${role} can call ${own} of ${all.length}`);
    }
    assert.ok(!all.includes("root"));
  });

  test("never lets one role propose and approve", () => {
    let pairs = 0;
    for (const [contract, table] of Object.entries(tables)) {
      for (const [name, role] of Object.entries(table).filter(([each]) => /^propose/.test(each))) {
        const approval = table[name.replace(/^propose/, "approve")];
        assert.ok(approval && approval !== role, `${contract}.${name} is approved by ${approval}`);
        pairs += 1;
      }
    }
    assert.ok(pairs > 0);
  });
});

describe("a restricted function", () => {
  for (const { piece, name, selector, role } of guarded) {
    test(`${piece.name}.${name} lets in ${role} alone`, async () => {
      await letsIn(world.at(piece.name), callOf(piece.contract, selector), role);
    });
  }

  const OWN = [...cancellable, "revokeRole", "labelRole"];
  for (const name of OWN) {
    test(`AccessManager.${name} lets in root alone`, async () => {
      const selector = faceOf("AccessManager").getFunction(name)?.selector ?? "";
      await letsIn(world.at("AccessManager"), callOf("AccessManager", selector), "root");
    });
  }

  test("of the manager is every one that changes something and asks who calls", async () => {
    const asksOtherwise = /^(schedule|execute|cancel|consumeScheduledOp|multicall|renounceRole)$/;
    const changing = (await entrancesOf("AccessManager"))
      .filter(({ selector }) => !faceOf("AccessManager").getFunction(selector)?.constant)
      .map(({ name }) => name)
      .filter((name) => !asksOtherwise.test(name));
    assert.deepEqual(changing.sort(), OWN.toSorted());
  });
});
