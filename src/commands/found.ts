import { parseArgs } from "node:util";
import { wire } from "@/wire";

/**
 * Begins a new installation: `found --organisation NAME --admin EMAIL=NAME --admin EMAIL=NAME`.
 * Prints each administrator's first password once; everything after needs the two of them.
 */
const { values } = parseArgs({
  options: { organisation: { type: "string" }, admin: { type: "string", multiple: true } },
});

const personOf = (text: string) => {
  const [email = "", ...name] = text.split("=");
  return { email, name: name.join("=") };
};

const app = wire();
const [first, second, ...more] = (values.admin ?? []).map((text) => ({
  ...personOf(text),
  password: app.firstPassword(),
}));

try {
  if (!values.organisation || !first?.name || !second?.name || more.length > 0) {
    console.error("Needed: --organisation NAME and twice --admin EMAIL=NAME.");
    process.exitCode = 1;
  } else if (
    await app.usecases.foundPlatform({
      organisationName: values.organisation,
      founders: [first, second],
    })
  ) {
    for (const { email, password } of [first, second]) console.log(`${email}  ${password}`);
  } else {
    console.error("This installation has a platform already; nothing was changed.");
    process.exitCode = 1;
  }
} finally {
  await app.prisma.$disconnect();
  await app.pool.end();
}
