import { cycleStrays } from "./cycles";
import { importStrays } from "./rooms";
import { impureStrays, lengthStrays, nameStrays } from "./shape";
import type { SourceFile, Stray } from "./source";
import { wordStrays } from "./words";

/** Every rule of the house, each a pure function over a list of files. */
export const LAW: Record<string, (files: SourceFile[]) => Stray[]> = {
  "imports keep to their rooms": importStrays,
  "no file imports itself in a circle": cycleStrays,
  "files stay short": lengthStrays,
  "names say what is inside": nameStrays,
  "time, chance and settings come through a door": impureStrays,
  "banned words are not used": wordStrays,
};
