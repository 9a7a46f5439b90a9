import { wire } from "@/wire";
import { makeDemoWorld } from "./demo-world";

/** Makes the practice world of a local chain; safe to run again. */
const app = wire();
try {
  await makeDemoWorld(app);
} finally {
  await app.prisma.$disconnect();
  await app.pool.end();
}
