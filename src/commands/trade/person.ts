import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/trpc/root";
import { transformer } from "@/trpc/transformer";
import { signIn } from "./sign-in";

/** Every answer of the web programs during a run, counted as it comes. */
export type Answers = {
  total: number;
  /** Answers of 500 and above, and lines that were cut: which question, and what came. */
  readonly faults: string[];
};

type Fetch = typeof fetch;

const counting =
  (answers: Answers): Fetch =>
  async (input, init) => {
    const what = `${init?.method ?? "GET"} ${String(input).split("?")[0]}`;
    try {
      const answer = await fetch(input, init);
      answers.total += 1;
      if (answer.status >= 500) answers.faults.push(`${what} answered ${answer.status}`);
      return answer;
    } catch (error) {
      answers.faults.push(`${what} gave no answer: ${error}`);
      throw error;
    }
  };

/** Somebody at the pages of an installation of several web programs, with one session for all of them. */
export type Person = {
  /** The procedures, each time at the next web program. */
  readonly ask: () => TRPCClient<AppRouter>;
  /** Uploads a file; answers the id of its import. */
  readonly upload: (name: string, text: string) => Promise<string>;
};

type Place = { readonly urls: readonly string[]; readonly answers: Answers };

const personWith = ({ urls, answers }: Place, cookie: string | undefined): Person => {
  const send = counting(answers);
  const doors = urls.map((base) => {
    const headers: Record<string, string> = { origin: base, ...(cookie && { cookie }) };
    const link = httpLink({ url: `${base}/api/trpc`, transformer, headers, fetch: send });
    return { base, headers, client: createTRPCClient<AppRouter>({ links: [link] }) };
  });
  let turn = 0;
  const next = () => {
    turn += 1;
    const door = doors[turn % doors.length];
    if (!door) throw new Error("There is no web program to ask.");
    return door;
  };
  return {
    ask: () => next().client,
    upload: async (name, text) => {
      const { base, headers } = next();
      const answer = await send(`${base}/api/uploads`, {
        method: "POST",
        headers: { ...headers, "x-file-name": name },
        body: text,
      });
      if (!answer.ok) throw new Error(`${name} was not taken: ${await answer.text()}`);
      return ((await answer.json()) as { importId: string }).importId;
    },
  };
};

/** Signs somebody in at the first web program; the session holds at every other. */
export const personBy = async (place: Place, email: string): Promise<Person> =>
  personWith(place, await signIn(place.urls[0] ?? "", email));

/** Somebody without a session: a buyer with a link. */
export const anybody = (place: Place): Person => personWith(place, undefined);
