import { retry } from "@/core/intent/retry";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { IntentStore } from "@/ports/intent-store";
import type { Transact } from "@/ports/transact";

/**
 * Puts a failed chain write back in the queue.
 * @throws Refusal `object.not_found`, `intent.not_failed`, `intent.not_retryable` or `intent.overtaken`.
 */
export const retryIntent =
  ({ transact }: { transact: Transact<{ readonly intents: IntentStore }> }) =>
  (scope: OrgScope, input: { intentId: string }): Promise<void> =>
    transact(async ({ intents, journal }) => {
      const intent = await intents.get(scope, input.intentId);
      if (!intent) throw new Refusal("object.not_found");
      const restarted = orThrow(retry(intent));
      await intents.restart(scope, restarted);
      await journal.record({
        name: "intent.retried",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: intent.id,
        data: { kind: intent.kind },
      });
      await journal.announce(`intent:${intent.id}`);
    });
