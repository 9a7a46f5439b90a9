import { redirect } from "next/navigation";

/** The list of imports begins with the place to drop a file. */
export default function NewImportPage(): never {
  redirect("/imports");
}
