import { type Listener, listen } from "@/adapters/db/listen";

/** Something moved; `subject` is its kind, a colon and its id, or empty after a gap in hearing. */
export type Heard = (subject: string) => void;

/** Hands what PostgreSQL announces to every open page of this process, over one connection. */
export type LiveHub = {
  /** Answers how to stop hearing. */
  readonly subscribe: (heard: Heard) => () => void;
};

/** The hub of one process; it listens from the first open page on, and stops with the last. */
export const liveHub = (connectionString: string): LiveHub => {
  const pages = new Set<Heard>();
  let listener: Listener | null = null;
  return {
    subscribe: (heard) => {
      pages.add(heard);
      listener ??= listen(connectionString, ["quaynote"], (_channel, subject) => {
        for (const page of pages) page(subject);
      });
      return () => {
        pages.delete(heard);
        if (pages.size > 0) return;
        const last = listener;
        listener = null;
        void last?.stop();
      };
    },
  };
};
