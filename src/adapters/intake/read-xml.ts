import { XMLParser, XMLValidator } from "fast-xml-parser";
import { FileFault } from "@/adapters/intake/file-fault";
import type { XmlElement } from "@/core/intake/xml-element";

/** Deeper files are refused; a UBL document nests about ten levels. */
const DEPTH_MAX = 60;

/** More tags than any real document has. */
const MARKS_MAX = 1_500_000;

/** Embedded attachments: read past, never copied. */
const ATTACHMENT = "EmbeddedDocumentBinaryObject";

const ATTRIBUTE_PREFIX = "@";

/** Values stay text, nothing is expanded, order is kept; the parser's own depth guard is on. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  cdataPropName: "#cdata",
  ignorePiTags: true,
  ignoreDeclaration: true,
  maxNestedTags: DEPTH_MAX,
});

type RawNode = Readonly<Record<string, unknown>>;

/**
 * Parses XML into elements with resolved namespaces. Document types and entities are refused, references
 * other than the five of XML and plain characters too.
 * @throws FileFault `file.doctype`, `file.too_deep`, `file.not_xml`.
 */
export const readXml = (text: string): XmlElement => {
  const body = text.replace(/^\uFEFF/, "").trimStart();
  refuseDeclarations(body);
  refuseCrowd(body);
  const valid = XMLValidator.validate(body);
  if (valid !== true) {
    const { line, col, msg } = valid.err;
    throw notXml(
      `It is not well-formed: ${msg.slice(0, 120).replace(/\.$/, "")} (line ${line}, column ${col})`,
    );
  }
  if (!body.trimEnd().endsWith(">")) throw notXml("It goes on after its root element");
  const roots = parse(body).filter((node) => nameOf(node) !== null);
  const [root] = roots;
  if (root === undefined || roots.length !== 1) throw notXml("It has no single root element");
  return elementOf(root, { path: "", scope: null });
};

const parse = (body: string): readonly RawNode[] => {
  try {
    return parser.parse(body);
  } catch (error) {
    if (error instanceof Error && /nested tags/i.test(error.message)) {
      const message = `The file nests more than ${DEPTH_MAX} levels. Export a plain invoice.`;
      throw new FileFault("file.too_deep", message);
    }
    throw notXml(`It could not be read: ${error instanceof Error ? error.message : "unknown"}`);
  }
};

const notXml = (why: string): FileFault =>
  new FileFault("file.not_xml", `The file is no readable XML. ${why}. Export it again.`);

/** Walks over comments and character data, and refuses every other declaration (document types, entities). */
const refuseDeclarations = (text: string): void => {
  for (let at = text.indexOf("<!"); at >= 0; at = text.indexOf("<!", at)) {
    const close = text.startsWith("<!--", at)
      ? "-->"
      : text.startsWith("<![CDATA[", at)
        ? "]]>"
        : "";
    if (close === "") {
      const message =
        "The file carries a document type or entity declaration, which is refused for safety. Export it without.";
      throw new FileFault("file.doctype", message);
    }
    const end = text.indexOf(close, at + 4);
    if (end < 0) throw notXml("A comment or character data is not closed");
    at = end + close.length;
  }
};

/** Counts markup before a tree is built, so that a hostile file cannot fill the memory. */
const refuseCrowd = (text: string): void => {
  let marks = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) marks += 1;
  if (marks > MARKS_MAX) {
    throw new FileFault(
      "file.too_deep",
      "The file has too many elements for an invoice. Split it.",
    );
  }
};

const nameOf = (node: RawNode): string | null =>
  Object.keys(node).find((key) => key !== ":@" && !key.startsWith("#") && !key.startsWith("?")) ??
  null;

/** Namespaces by prefix, as an element declares them; what it leaves out holds from around it. */
type Scope = { readonly own: ReadonlyMap<string, string>; readonly outer: Scope | null };

const spaceOf = (prefix: string, scope: Scope | null): string =>
  scope === null ? "" : (scope.own.get(prefix) ?? spaceOf(prefix, scope.outer));

const splitName = (name: string): { prefix: string; local: string } => {
  const colon = name.indexOf(":");
  return colon < 0
    ? { prefix: "", local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
};

const rawAttributes = (node: RawNode): readonly (readonly [string, string])[] =>
  Object.entries((node[":@"] ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name.slice(ATTRIBUTE_PREFIX.length),
    decodeReferences(String(value)),
  ]);

const scopeOf = (
  outer: Scope | null,
  attributes: readonly (readonly [string, string])[],
): Scope | null => {
  const declared = attributes.filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  if (declared.length === 0) return outer;
  const own = declared.map(
    ([name, uri]) => [name === "xmlns" ? "" : name.slice(6), uri.trim()] as const,
  );
  return { own: new Map(own), outer };
};

const elementOf = (node: RawNode, at: { path: string; scope: Scope | null }): XmlElement => {
  const rawName = nameOf(node) ?? "";
  const { prefix, local } = splitName(rawName);
  const attributes = rawAttributes(node);
  const scope = scopeOf(at.scope, attributes);
  const inside = (node[rawName] ?? []) as readonly RawNode[];
  const path = at.path === "" ? `/${local}` : at.path;
  return {
    name: local,
    space: spaceOf(prefix, scope),
    path,
    attributes: new Map(attributes.map(([name, value]) => [splitName(name).local, value])),
    text: local === ATTACHMENT ? "" : textOf(inside),
    children: childrenOf(inside, { path, scope }),
  };
};

const childrenOf = (
  inside: readonly RawNode[],
  at: { path: string; scope: Scope | null },
): readonly XmlElement[] => {
  const named = inside.flatMap((child) => {
    const name = nameOf(child);
    return name === null ? [] : [{ child, local: splitName(name).local }];
  });
  const totals = new Map<string, number>();
  for (const { local } of named) totals.set(local, (totals.get(local) ?? 0) + 1);
  const seen = new Map<string, number>();
  return named.map(({ child, local }) => {
    const position = (seen.get(local) ?? 0) + 1;
    seen.set(local, position);
    const suffix = (totals.get(local) ?? 0) > 1 ? `[${position}]` : "";
    return elementOf(child, { path: `${at.path}/${local}${suffix}`, scope: at.scope });
  });
};

const textOf = (inside: readonly RawNode[]): string =>
  inside
    .map((part) => {
      if ("#text" in part) return decodeReferences(String(part["#text"]));
      const data = part["#cdata"] as readonly RawNode[] | undefined;
      return data === undefined ? "" : data.map((piece) => String(piece["#text"] ?? "")).join("");
    })
    .join("")
    .trim();

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const decodeReferences = (text: string): string => {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,10}));|&/g,
    (whole, dec, hex, name) => {
      if (name !== undefined && Object.hasOwn(NAMED, name)) return NAMED[name] ?? "";
      const point = dec === undefined ? Number.parseInt(hex ?? "", 16) : Number(dec);
      const allowed =
        point === 9 ||
        point === 10 ||
        point === 13 ||
        (point >= 0x20 && point < 0xd800) ||
        (point >= 0xe000 && point <= 0x10ffff && point !== 0xfffe && point !== 0xffff);
      if (allowed) return String.fromCodePoint(point);
      throw notXml(`The reference "${whole}" is not allowed`);
    },
  );
};
