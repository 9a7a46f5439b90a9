/** A log as a node tells it, as far as anybody can repeat it. */
export type Told = { readonly topics: readonly string[]; readonly data: string };

const CODE_BYTES_MAX = 40_000;

const push = (bytes: number, value: string | number): string =>
  (0x5f + bytes).toString(16) +
  (typeof value === "number" ? value.toString(16) : value.slice(2)).padStart(bytes * 2, "0");

const bytesOf = (hex: string): number => (hex.length - 2) / 2;

/** CODECOPY of the data to memory, then LOG with the topics. */
const telling = ({ topics, data }: Told, at: number): string =>
  [
    ...[push(3, bytesOf(data)), push(3, at), push(1, 0), "39"],
    ...topics.map((topic) => push(32, topic)).reverse(),
    ...[push(3, bytesOf(data)), push(1, 0), (0xa0 + topics.length).toString(16)],
  ].join("");

const codeOf = (logs: readonly Told[]): string => {
  const length = logs.reduce((sum, log) => sum + telling(log, 0).length / 2, 1);
  let at = length;
  const code = logs.map((log) => {
    const told = telling(log, at);
    at += bytesOf(log.data);
    return told;
  });
  return `0x${code.join("")}00${logs.map(({ data }) => data.slice(2)).join("")}`;
};

/** Code of contracts that, while they are made, tell the same logs as others did: same topics, same data, same order. */
export const lookAlikes = (logs: readonly Told[]): string[] => {
  const portions: Told[][] = [[]];
  let size = 0;
  for (const log of logs) {
    const more = telling(log, 0).length / 2 + bytesOf(log.data);
    if (size + more > CODE_BYTES_MAX) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)?.push(log);
    size += more;
  }
  return portions.filter((portion) => portion.length > 0).map(codeOf);
};
