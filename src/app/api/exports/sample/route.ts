import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { SAMPLES, sampleFile } from "@/core/import/sample-files";
import { Refusal } from "@/core/refusal";
import { createContext } from "@/trpc/context";
import { download, downloading } from "../download";

/** A sample file with due dates in the future and the seller's own name; every download has its own numbers. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const { scope, clock, views } = await createContext(request);
    if (!scope) throw new Refusal("session.required");
    const kind = new URL(request.url).searchParams.get("kind");
    const sample = SAMPLES.find((known) => known === kind);
    if (!sample) throw new Refusal("object.not_found");
    const at = clock.now();
    const today = calendarDateAt(at, HONG_KONG_OFFSET_SECONDS);
    const tag = at.getTime().toString(36).toUpperCase().slice(-6);
    const seller = (await views.session.signedIn(scope)).organisation.name;
    return download(sampleFile(sample, { seller, today, tag }));
  });
