import { deflateRawSync } from "node:zlib";

const MEBI = 1_048_576;

type Entry = { name: string; data: Buffer; size?: number; flags?: number; mode?: number };

/** A zip archive made by hand, so that it may lie. */
const zipOf = (entries: readonly Entry[]): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size, flags = 0, mode = 0 } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size ?? data.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([
        Buffer.from("PK\x01\x02\x14\x00"),
        head.subarray(0, 26),
        Buffer.alloc(0),
        tail,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length & 0xffff, 4);
  end.writeUInt16LE(entries.length & 0xffff, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
};

const sheet = (data: Buffer, more: Partial<Entry> = {}): Entry => ({
  name: "xl/worksheets/sheet1.xml",
  data,
  ...more,
});
const zeros = Buffer.alloc(64 * MEBI, "0");
const text = Buffer.from("a,b\n1,2\n");

/** Archives that no honest program makes, by what is wrong with them. */
export const archives = (): Record<string, Buffer> => ({
  bomb: zipOf([sheet(zeros)]),
  "bomb that lies": zipOf([sheet(zeros, { size: 10 })]),
  "ten bombs": zipOf(
    Array.from({ length: 10 }, (_, at) => sheet(zeros.subarray(0, 8 * MEBI), { name: `${at}` })),
  ),
  nested: zipOf([sheet(zipOf([sheet(zeros)]), { name: "inner.zip" })]),
  symlink: zipOf([sheet(Buffer.from("/etc/passwd"), { mode: 0o120777 })]),
  upwards: zipOf([sheet(text, { name: "../../../../tmp/quaynote-was-here" })]),
  absolute: zipOf([sheet(text, { name: "/tmp/quaynote-was-here" })]),
  many: zipOf(
    Array.from({ length: 20_000 }, (_, at) => sheet(Buffer.from("x"), { name: `${at}` })),
  ),
  encrypted: zipOf([sheet(text, { flags: 1 })]),
  truncated: zipOf([sheet(text)]).subarray(0, 60),
  "header only": Buffer.from("PK\x03\x04"),
  "end only": Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]),
});
