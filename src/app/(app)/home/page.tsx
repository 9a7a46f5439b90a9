import type { Metadata } from "next";
import { HomeFigures } from "@/components/home/home-figures";
import { TaskList } from "@/components/home/task-list";
import { homeWords as words } from "@/components/home/words";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

/** What the reader asks first, by persona. */
export default async function HomePage() {
  const caller = await api();
  const home = await pageRead(caller.receivable.home());
  return (
    <>
      <PageHead title={words.title} sentence={words.sentence[home.kind]} />
      <div className="flex flex-col gap-6">
        <HomeFigures home={home} />
        <TaskList tasks={home.tasks} />
      </div>
    </>
  );
}
