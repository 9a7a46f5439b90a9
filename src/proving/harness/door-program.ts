import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { env } from "@/env";
import { createContext } from "@/trpc/context";
import { appRouter } from "@/trpc/root";

/** The procedures behind HTTP without the pages: what a web program answers with, at the port of its settings. */
const server = createHTTPServer({
  router: appRouter,
  basePath: "/api/trpc/",
  createContext: ({ req }) =>
    createContext({
      headers: new Headers(
        Object.entries(req.headers).flatMap(([name, value]): [string, string][] =>
          typeof value === "string" ? [[name, value]] : [],
        ),
      ),
    }),
});
server.listen(env().port, "127.0.0.1");
