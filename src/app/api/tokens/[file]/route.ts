import { collectionMetadata, tokenMetadata, tokenOfFile } from "@/core/receivable/token-metadata";
import { env } from "@/env";
import { wire } from "@/wire";

type Place = { params: Promise<{ file: string }> };

const answer = (body: object, status = 200): Response =>
  Response.json(body, {
    status,
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=60" },
  });

/** What wallets show of a token, open to anybody: facts that the chain shows too. */
export const GET = async (_request: Request, { params }: Place): Promise<Response> => {
  const { file } = await params;
  const { appUrl } = env();
  if (file === "contract.json") return answer(collectionMetadata(appUrl));
  const token = tokenOfFile(file);
  const facts = token && (await wire().views.verify.byId(token.receivableId));
  if (!facts) return answer({ message: "There is no such token." }, 404);
  return answer(tokenMetadata(token, facts, appUrl));
};
