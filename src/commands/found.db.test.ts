import { expect, test } from "vitest";
import { mustRun, runProgram } from "./run-program";

test("founding works once and its administrators can sign in", async () => {
  const args = [
    "--import",
    "tsx",
    "src/commands/found.ts",
    "--organisation",
    "Quay Ltd",
    "--admin",
    "a@quay.test=Ann",
    "--admin",
    "b@quay.test=Bo",
  ];
  const output = await mustRun(process.execPath, args);
  const [line = ""] = output.trim().split("\n");
  const [email = "", password = ""] = line.split(/\s+/);
  const { wire } = await import("@/wire");
  const app = wire();
  const session = await app.acting.signIn({ email, password, address: "test" });
  expect(await app.gate.scopeOf(await app.acting.headersOf(session))).toMatchObject({
    kind: "platform",
    role: "admin",
  });
  expect(await runProgram(process.execPath, args)).toMatchObject({ code: 1 });
  await app.prisma.$disconnect();
  await app.pool.end();
});
