/** An element of a parsed XML file: names without prefixes, namespaces resolved, attachments left out. */
export type XmlElement = {
  /** Local name, such as `PayableAmount`. */
  readonly name: string;
  /** Namespace URI; empty where none is in scope. */
  readonly space: string;
  /** XPath-like place from the root, with a number where siblings share the name. */
  readonly path: string;
  /** Attributes without namespace, by name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Own text, trimmed, references decoded. */
  readonly text: string;
  readonly children: readonly XmlElement[];
};

/** Text with the place it was found at. */
export type Found = { readonly text: string; readonly path: string };

/** All elements at a path of local names below `element`, of the given namespaces, in document order. */
export const findAll = (
  element: XmlElement,
  path: string,
  spaces: ReadonlySet<string>,
): readonly XmlElement[] =>
  path
    .split("/")
    .reduce<readonly XmlElement[]>(
      (level, name) =>
        level.flatMap(({ children }) =>
          children.filter((child) => child.name === name && spaces.has(child.space)),
        ),
      [element],
    );
