import { parseArgs } from "node:util";
import { allRows } from "@/proving/faults/all-rows";
import { runRows, type Told } from "@/proving/faults/run-rows";
import { onThrowawayGround } from "@/proving/harness/throwaway-ground";

/**
 * `npm run faults`: injects every fault into the real parts and tells what was promised, what was counted and whether it
 * held; ends with 1 where a promise is broken. `-- F1 F7` tries those only, `-- --depth nightly` tries longer, `-- --json`
 * prints one array of { row, promise, figure, status, why }.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    depth: { type: "string", default: "change" },
  },
});
const stop = (why: string): never => {
  console.error(why);
  process.exit(2);
};
const depth =
  values.depth === "change" || values.depth === "nightly"
    ? values.depth
    : stop(`There is no depth ${values.depth}: change, nightly.`);
const strange = positionals.find((name) => !allRows.some(({ row }) => row === name));
if (strange) stop(`There is no row ${strange}: ${allRows.map(({ row }) => row).join(", ")}.`);

const line = ({ row, status, promise, figure, why }: Told): string =>
  `${row.padEnd(4)} ${status.padEnd(7)} ${promise}\n             ${figure}${why ? `\n             ${why}` : ""}`;

const rows = allRows.filter(({ row }) => positionals.length === 0 || positionals.includes(row));
const told = await onThrowawayGround(() =>
  runRows(rows, depth, (each) => {
    if (!values.json) console.log(line(each));
  }),
);
if (values.json) console.log(JSON.stringify(told, null, 2));
const count = (status: Told["status"]): number =>
  told.filter((each) => each.status === status).length;
if (!values.json)
  console.log(`${count("held")} held, ${count("broken")} broken, ${count("cannot")} cannot`);
process.exit(count("broken") > 0 ? 1 : 0);
