import { csvText } from "@/core/export/csv-text";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

/** The rows of an import that were left out, with their row number and an error column. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const query = new URL(request.url).searchParams;
    const warehouseId = query.get("warehouse") ?? undefined;
    const failed = await caller.import.failedRows({ id: query.get("id") ?? "", warehouseId });
    const name = `${failed.fileName.replace(/\.\w+$/, "")}-failed-rows.csv`;
    return download({ name, mime: "text/csv", text: csvText(failed.header, failed.rows) });
  });
