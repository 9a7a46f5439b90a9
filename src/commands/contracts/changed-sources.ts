import { relative } from "node:path";
import type { HookHandlerCategoryFactories } from "hardhat/types/plugins";

type SolidityHooks = Required<HookHandlerCategoryFactories>["solidity"];

/** Compiles another text in place of a file's own; `path` is below the project's folder. */
export const changedSources =
  (textOf: (path: string, content: string) => string): SolidityHooks =>
  async () => ({
    default: async () => ({
      preprocessProjectFileBeforeBuilding: async (context, name, path, content, version, next) => {
        const own = relative(context.config.paths.root, path).replaceAll("\\", "/");
        return next(context, name, path, textOf(own, content), version);
      },
    }),
  });
