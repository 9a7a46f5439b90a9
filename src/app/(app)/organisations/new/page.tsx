import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewOrganisationForm } from "@/components/organisation/new-organisation-form";
import { PageHead } from "@/components/ui/page-head";
import { Card } from "@/components/ui/section";
import { signedIn } from "@/trpc/page";

export const metadata: Metadata = { title: "New organisation" };

export default async function NewOrganisationPage() {
  const me = await signedIn();
  if (me?.organisation.kind !== "platform") notFound();
  return (
    <>
      <PageHead
        title="New organisation"
        sentence="It can do nothing until two administrators have activated it."
        back={{ href: "/organisations", label: "Organisations" }}
      />
      <Card>
        <NewOrganisationForm />
      </Card>
    </>
  );
}
