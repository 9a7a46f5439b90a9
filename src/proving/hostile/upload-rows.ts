import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Depth } from "../faults/fault-row";
import { archives } from "./archive-files";
import { inParallel } from "./door";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { brokenTables, HEADER } from "./table-files";
import type { World } from "./world";

const MEBI = 1_048_576;
const SENT_MAX = 64 * MEBI;

/** A body that never says how long it is and goes on until nobody reads it any more. */
const endless = (sent: { bytes: number }): Readable => {
  const piece = Buffer.alloc(65_536, "a");
  return Readable.from(
    (async function* () {
      for (; sent.bytes < SENT_MAX; sent.bytes += piece.length) yield piece;
    })(),
    { objectMode: false },
  );
};

const uploadHeaders = (world: World, more: Record<string, string> = {}) => ({
  ...world.headersOf("seller"),
  "x-file-name": "orders.csv",
  ...more,
});

const post = (
  world: World,
  body: string | Uint8Array | Readable,
  more?: Record<string, string>,
  patienceMs?: number,
) =>
  world.door.send("seller", {
    method: "POST",
    path: "/api/uploads",
    headers: uploadHeaders(world, more),
    body,
    patienceMs,
  });

const trickle = (): Readable =>
  Readable.from(
    (async function* () {
      for (let second = 0; second < 90; second += 1) {
        yield Buffer.from("a");
        await sleep(1_000);
      }
    })(),
    { objectMode: false },
  );

const tooLarge = async (world: World, tries: Tries, depth: Depth): Promise<void> => {
  const before = world.webMegabytes();
  const slow = post(world, trickle(), {}, 60_000);
  const sent = { bytes: 0 };
  const chunked = await post(world, endless(sent));
  tries.check(chunked.status === 413, `an endless upload: ${chunked.status}`);
  tries.check(sent.bytes <= 16 * MEBI, `${sent.bytes} bytes were read of an endless upload`);
  const lying = await post(world, "a", { "content-length": String(5 * 1_024 * MEBI) }, 5_000);
  tries.check(lying.status === 413, `5 GB announced: ${lying.status}`);
  const exact = await post(world, Buffer.alloc(10 * MEBI + 1, "a"));
  tries.check(exact.status === 413, `10 MiB and a byte: ${exact.status}`);
  await world.forgetCounts();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, world.webMegabytes());
  }, 50);
  const width = depth === "change" ? 12 : 50;
  const many = await inParallel(
    Array.from({ length: width }, () => () => post(world, endless({ bytes: 0 }))),
    width,
  );
  clearInterval(watch);
  for (const { status } of many)
    tries.check([413, 429, 0].includes(status), `one of ${width} at once: ${status}`);
  const end = await slow;
  tries.check(end.status === 408 || end.status === 0, `a slow upload: ${end.status}`);
  tries.check(end.ms < 40_000, `a slow upload was waited for ${(end.ms / 1_000).toFixed(0)} s`);
  tries.check(
    peak - before <= 200,
    `${(peak - before).toFixed(0)} MB more at ${width} uploads at once`,
  );
  tries.note(
    `slow cut after ${(end.ms / 1_000).toFixed(0)} s, ${(peak - before).toFixed(0)} MB more at ${width} at once`,
  );
  await world.forgetCounts();
};

type Detail = { status?: string; documents?: number; format?: string };

/** What became of an upload: refused, or kept as a file nothing could be read of. */
const detailOf = async (world: World, answer: { text: string }): Promise<Detail> => {
  const id = String(JSON.parse(answer.text || "{}").importId ?? "");
  return ((await world.call("seller", "import.detail", { id })).value ?? {}) as Detail;
};

const unread = async (
  world: World,
  tries: Tries,
  name: string,
  body: Buffer | string,
): Promise<void> => {
  await world.forgetCounts();
  const answer = await world.upload("seller", `${name}.xlsx`, body);
  if ([400, 413, 415, 422].includes(answer.status)) return tries.check(true, "");
  const { documents, status } = await detailOf(world, answer);
  const isUnread = documents === 0 || status === "unreadable";
  const isSo = answer.status === 200 && isUnread && answer.ms < 2_000;
  tries.check(
    isSo,
    `${name}: ${answer.status}, ${documents} documents, ${status}, ${answer.ms.toFixed(0)} ms`,
  );
};

const bombs = async (world: World, tries: Tries): Promise<void> => {
  const before = world.webMegabytes();
  for (const [name, body] of Object.entries(archives()).slice(0, 4))
    await unread(world, tries, name, body);
  const grown = world.webMegabytes() - before;
  tries.check(grown < 100, `${grown.toFixed(0)} MB more in memory`);
  tries.note(`${grown.toFixed(0)} MB more`);
};

const oddArchives = async (world: World, tries: Tries): Promise<void> => {
  for (const [name, body] of Object.entries(archives()).slice(4))
    await unread(world, tries, name, body);
};

const POLYGLOTS: Readonly<Record<string, string>> = {
  pdf: "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
  html: "<!doctype html><script>alert(1)</script>",
  svg: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  png: "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
  gif: "GIF89a/*<script>alert(1)</script>*/=1",
  exe: "MZ\x90\0\x03\0\0\0",
  elf: "\x7fELF\x02\x01\x01",
  jar: "PK\x03\x04\x14\0\x08\0META-INF/",
  rtf: "{\\rtf1 {\\object\\objocx}}",
  ole: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
  script: "#!/bin/sh\nid\n",
  php: "<?php system($_GET[0]); ?>",
  mht: "MIME-Version: 1.0\nContent-Type: multipart/related",
  json: '{"a":1}',
  empty: "",
};

const polyglots = async (world: World, tries: Tries): Promise<void> => {
  for (const [name, text] of Object.entries(POLYGLOTS)) {
    await world.forgetCounts();
    const answer = await world.upload("seller", `${name}.${name}`, Buffer.from(text, "latin1"));
    const id = String(JSON.parse(answer.text || "{}").importId ?? "none");
    const back = await world.door.send("seller", {
      path: `/api/exports/failed-rows?id=${id}`,
      headers: world.headersOf("seller"),
    });
    const isFile =
      back.status !== 200 || /^attachment/.test(back.headers["content-disposition"] ?? "");
    tries.check(
      answer.status < 500 && isFile,
      `${name} came back as ${back.headers["content-type"]}`,
    );
    if (answer.status === 200) {
      const { documents = 0, status } = await detailOf(world, answer);
      tries.check(
        documents === 0 || status === "unreadable" || status === "unmapped",
        `${name} gave ${documents} documents, ${status}`,
      );
    }
  }
};

const entity = (name: string, value: string): string => `<!ENTITY ${name} ${value}>`;
const ubl = (subset: string, body: string): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE Invoice [${subset}]>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>${body}</ID></Invoice>`;
const laughs = Array.from({ length: 9 }, (_, at) =>
  entity(`l${at + 1}`, `"${`&l${at};`.repeat(10)}"`),
).join("");

const ENTITIES: readonly string[] = [
  ubl(entity("x", 'SYSTEM "file:///etc/passwd"'), "&x;"),
  ubl(entity("x", 'SYSTEM "http://127.0.0.1:1/x"'), "&x;"),
  ubl(entity("l0", '"lol"') + laughs, "&l9;"),
  ubl(entity("x", `"${"a".repeat(50_000)}"`), "&x;".repeat(5_000)),
  ubl('<!ENTITY % p SYSTEM "http://127.0.0.1:1/p">%p;', "x"),
  '<?xml version="1.0"?><!DOCTYPE Invoice SYSTEM "http://127.0.0.1:1/x.dtd"><Invoice><ID>1</ID></Invoice>',
  `<Invoice><ID>${"&#65;".repeat(100_000)}</ID></Invoice>`,
  `${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}`,
  `<Invoice ${Array.from({ length: 20_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`,
  `<Invoice><__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor></Invoice>`,
  `<Invoice><ID>${"<![CDATA[x]]>".repeat(20_000)}</ID></Invoice>`,
];

const entities = async (world: World, tries: Tries): Promise<void> => {
  for (const [at, body] of ENTITIES.entries()) {
    await world.forgetCounts();
    const answer = await world.upload("seller", `invoice-${at}.xml`, body);
    const id = String(JSON.parse(answer.text || "{}").importId ?? "none");
    const { text, value } = await world.call("seller", "import.detail", { id });
    tries.check(
      answer.status < 500 && answer.ms < 1_500,
      `file ${at}: ${answer.status} in ${answer.ms.toFixed(0)} ms`,
    );
    tries.check(!/root:|lollollol|aaaaaaaaaa{500}/.test(text), `file ${at} was expanded`);
    if (body.includes("<!DOCTYPE"))
      tries.check(
        ((value ?? {}) as Detail).status === "unreadable",
        `file ${at} with a DOCTYPE was read`,
      );
  }
};

const tables = async (world: World, tries: Tries, depth: Depth): Promise<void> => {
  let slowest = 0;
  for (const [at, body] of brokenTables(depth === "change" ? 2_000 : 20_000).entries()) {
    await world.forgetCounts();
    const answer = await world.upload("seller", `table-${at}.csv`, body);
    const { status, text } = await world.call("seller", "import.detail", {
      id: String(JSON.parse(answer.text || "{}").importId ?? "none"),
    });
    slowest = Math.max(slowest, answer.ms);
    tries.check(
      answer.status < 500 && answer.status > 0 && status < 500,
      `table ${at}: ${answer.status}, then ${status}: ${text.slice(0, 80)}`,
    );
    tries.check(answer.ms < 15_000, `table ${at} took ${answer.ms.toFixed(0)} ms`);
  }
  tries.note(`slowest ${slowest.toFixed(0)} ms`);
};

const HEADERS_TWICE = [
  "amount_due,amount_due",
  "amount_due,AMOUNT_DUE",
  "amount_due,amount due",
  "amount_due, amount_due",
  "amount_due,amount_due,amount_due",
  "due_date,due_date",
  "currency,Currency",
  "invoice_number,invoice_number",
  "buyer_name,buyer_name",
  "amount_due,\ufeffamount_due",
];

const twice = async (world: World, tries: Tries): Promise<void> => {
  for (const [at, columns] of HEADERS_TWICE.entries()) {
    await world.forgetCounts();
    const rest = HEADER.split(",").filter((name) => !columns.toLowerCase().includes(name));
    const line = [...columns.split(","), ...rest].map((_, cell) => `${cell + 1}`).join(",");
    const answer = await world.upload(
      "seller",
      `twice-${at}.csv`,
      `${columns},${rest.join(",")}\n${line}\n`,
    );
    const detail = await world.call("seller", "import.detail", {
      id: String(JSON.parse(answer.text || "{}").importId ?? "none"),
    });
    const { counts } = (detail.value ?? {}) as { counts?: { financeable?: number } };
    tries.check(
      answer.status === 200 && (counts?.financeable ?? 0) === 0,
      `${columns}: ${answer.status}, ${counts?.financeable} taken silently`,
    );
  }
};

const limits = async (world: World, tries: Tries): Promise<void> => {
  await world.forgetCounts();
  const ask = (path: string) => () =>
    world.door.send("seller", {
      path,
      headers: {
        ...world.headersOf("seller"),
        "x-forwarded-for": `203.0.113.${Math.trunc(performance.now()) % 250}`,
      },
    });
  const send = () => () => post(world, "a,b\n1,2\n");
  const check = () => () => world.call("stranger", "verify.check", { text: "x" });
  for (const [name, max, task] of [
    ["exports", 60, ask("/api/exports/sample?kind=orders-csv")],
    ["uploads", 60, send()],
    ["checks", 120, check()],
  ] as const) {
    await world.forgetCounts();
    const answers = await inParallel(
      Array.from({ length: max + 20 }, () => task),
      name === "uploads" ? 1 : 6,
    );
    const passed = answers.filter(({ status }) => status === 200);
    const late = answers.filter(({ status }) => status === 429);
    tries.check(passed.length <= max, `${passed.length} ${name} passed`);
    tries.check(late.length >= 20, `only ${late.length} ${name} were put off`);
    tries.check(
      late.every(({ headers }) => Number(headers["retry-after"]) > 0),
      `${name} without Retry-After`,
    );
    tries.note(`${name} ${passed.length}`);
  }
  await world.forgetCounts();
};

export const uploadRows: readonly HostileRow[] = [
  tried(
    "H1",
    "an upload is stopped at 10 MiB and at 30 s, whatever it announces",
    tooLarge,
    "uploads stopped",
  ),
  tried(
    "H2",
    "an archive that would fill the memory is not unpacked",
    bombs,
    "archives not unpacked",
  ),
  tried(
    "H3",
    "an archive that points elsewhere or nests is not unpacked",
    oddArchives,
    "archives not unpacked",
  ),
  tried(
    "H4",
    "a file of another kind is no table and never comes back as a page",
    polyglots,
    "files refused or inert",
  ),
  tried("H5", "an XML entity is never followed or expanded", entities, "files not expanded"),
  tried(
    "H8",
    "a table in a broken encoding is read once or refused with words",
    tables,
    "tables answered",
  ),
  tried(
    "H9",
    "a column that stands twice is asked about, never guessed",
    twice,
    "tables asked about",
  ),
  tried("H23", "exports, uploads and checks are counted in the database", limits, "limits held"),
];
