import { expect, test } from "vitest";
import { presentDatamodel, previousDatamodel } from "./datamodel";

test("every change of the datamodel has its migration (npm run migration -- NAME)", () => {
  expect(presentDatamodel()).toBe(previousDatamodel());
});
