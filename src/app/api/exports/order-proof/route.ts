import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

/** The Merkle proof of one order of a receivable; anyone can check it on the verify page. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const query = new URL(request.url).searchParams;
    const proof = await caller.receivable.proof({
      receivableId: query.get("receivable") ?? "",
      orderId: query.get("order") ?? "",
    });
    const text = `${JSON.stringify(proof, null, 2)}\n`;
    const name = `proof-${proof.orderKey.slice(2, 10)}.json`;
    return download({ name, mime: "application/json", text });
  });
