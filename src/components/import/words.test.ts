import { expect, test } from "vitest";
import { importWords as words } from "./words";

const none = { read: 3, financeable: 0, hold: 0, reject: 0, duplicate: 0 };

test("a plan that saves nothing says what is the case and what to do", () => {
  const held = words.nothingFinanceable({ ...none, hold: 2, reject: 1 }, 1);
  expect(held.says).toBe("No document can be financed as it stands.");
  expect(held.next).toContain("2 documents are on hold");
  expect(held.next).toContain("(1 document)");
  const refused = words.nothingFinanceable({ ...none, hold: 1, reject: 2 }, 0);
  expect(refused.says).toBe("No document in this file can be financed.");
  expect(refused.next).toContain("mend them and upload the file again");
  const known = words.nothingFinanceable({ ...none, duplicate: 3 }, 0);
  expect(known.says).toBe("Every order in this file is here already.");
  expect(known.next).toContain("put this plan aside");
});
