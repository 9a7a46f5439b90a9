import { PublicShell } from "@/components/shell/public-shell";
import { PageSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <PublicShell width="wide">
      <PageSkeleton rows={4} figures={2} />
    </PublicShell>
  );
}
