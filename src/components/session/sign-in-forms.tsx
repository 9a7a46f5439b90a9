import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { DEMO_PASSWORD, type DemoSignIn } from "@/core/demo/demo";

const ACTION = "/api/auth/callback/password";

/** A plain form: it works before and without any script. */
export function PasswordForm({ goTo }: { goTo: string }) {
  return (
    <form method="post" action={ACTION} className="flex flex-col gap-4">
      <input type="hidden" name="callbackUrl" value={goTo} />
      <Field id="email" label="Email">
        <Input name="email" type="email" autoComplete="username" required maxLength={254} />
      </Field>
      <Field id="password" label="Password">
        <Input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
      </Field>
      <Button type="submit" kind="primary" wide>
        Sign in
      </Button>
    </form>
  );
}

const personaWord = {
  seller: "Seller",
  lender: "Lender",
  warehouse: "Warehouse",
  platform: "Administrator",
} as const;

/** One press fills in a demo person and signs in. Drawn on a local chain only. */
export function DemoSignIns({ people, goTo }: { people: readonly DemoSignIn[]; goTo: string }) {
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {people.map(({ email, name, organisation, persona, about }) => (
        <li key={email}>
          <form method="post" action={ACTION}>
            <input type="hidden" name="callbackUrl" value={goTo} />
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value={DEMO_PASSWORD} />
            <button
              type="submit"
              className="w-full rounded-md border border-line-strong bg-surface p-3 text-start hover:bg-sunken"
            >
              <span className="block font-medium">
                {personaWord[persona]}: {organisation}
              </span>
              <span className="block text-sm text-muted">
                {name}, {about}
              </span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
