import { expect, test, vi } from "vitest";
import { crashAt } from "@/adapters/process/crash-at";

test("ends the process at the n-th time a landmark is reached, and at no other", () => {
  const kill = vi.spyOn(process, "kill").mockReturnValue(true);
  const landmark = crashAt("committed:2");
  landmark("committed");
  landmark("answered");
  expect(kill).not.toHaveBeenCalled();
  landmark("committed");
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, "SIGKILL");
  landmark("committed");
  expect(kill).toHaveBeenCalledOnce();
});

test("stops the process there where that is asked", () => {
  const kill = vi.spyOn(process, "kill").mockReturnValue(true);
  crashAt("committed:1:pause")("committed");
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, "SIGSTOP");
});

test("does nothing when it was not asked for", () => {
  const kill = vi.spyOn(process, "kill").mockReturnValue(true);
  crashAt(undefined)("committed");
  expect(kill).not.toHaveBeenCalled();
});

test.each(["nowhere:1", "committed:0", "committed:x", "committed:1:sleep", ""])(
  "refuses %j",
  (asked) => {
    expect(() => crashAt(asked)).toThrow(/CRASH_AT/);
  },
);
