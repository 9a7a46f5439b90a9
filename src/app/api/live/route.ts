import { wire } from "@/wire";

export const dynamic = "force-dynamic";

const HEARTBEAT_MS = 20_000;
const TOPICS_MAX = 20;
const encoder = new TextEncoder();

/** What moves with every block: passed on to pages that ask for it by name only. */
const STEADY = new Set(["chain", "reconciliation"]);

/** Which announcements a stream passes on; null for somebody who may hear nothing. */
type Ear = (subject: string) => boolean;

const kindOf = (subject: string): string => subject.split(":")[0] ?? "";

/**
 * Members hear the kind of what moved, narrowed by their topics; what it is they ask with their own rights.
 * A buyer's link hears its own receivable and nothing else.
 */
const earOf = async (request: Request): Promise<Ear | null> => {
  const topics = new URL(request.url).searchParams.getAll("topic").slice(0, TOPICS_MAX);
  const { gate } = wire();
  const link = topics.find((topic) => topic.startsWith("link:"));
  if (link) {
    const scope = await gate.linkScopeOf(link.slice("link:".length));
    return scope && ((subject) => subject === "" || subject === `receivable:${scope.receivableId}`);
  }
  if (!(await gate.scopeOf(request.headers))) return null;
  const wanted = new Set(topics);
  return (subject) => {
    if (subject === "" || wanted.has(subject) || wanted.has(kindOf(subject))) return true;
    return wanted.size === 0 && !STEADY.has(kindOf(subject));
  };
};

/** Server-sent events: one short message whenever something the page may show has moved. */
export const GET = async (request: Request): Promise<Response> => {
  const hears = await earOf(request);
  if (!hears) return new Response(null, { status: 401 });
  let close = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string): void => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          close();
        }
      };
      const unsubscribe = wire().live.subscribe((subject) => {
        if (hears(subject)) send(`data: ${kindOf(subject) || "again"}\n\n`);
      });
      // Who has signed out meanwhile, or whose link has expired, hears no more.
      const beat = async (): Promise<void> => {
        const still = await earOf(request).catch(() => hears);
        if (still) return send(": still here\n\n");
        close();
        controller.close();
      };
      const heartbeat = setInterval(() => void beat().catch(close), HEARTBEAT_MS);
      close = () => {
        clearInterval(heartbeat);
        unsubscribe();
        close = () => undefined;
      };
      request.signal.addEventListener("abort", () => close());
      send("retry: 3000\n\n");
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
};
