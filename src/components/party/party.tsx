import clsx from "clsx";
import { Hash } from "@/components/hash/hash";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { SoftLink } from "@/components/ui/soft-link";

/** What an organisation does here. */
export type PartyKind = "seller" | "lender" | "warehouse" | "buyer" | "platform";

const looks: Record<PartyKind, { icon: IconName; word: string }> = {
  seller: { icon: "store", word: "Seller" },
  lender: { icon: "landmark", word: "Lender" },
  warehouse: { icon: "warehouse", word: "Warehouse" },
  buyer: { icon: "receipt-text", word: "Buyer" },
  platform: { icon: "shield-check", word: "Quaynote" },
};

export type PartyProps = {
  name: string;
  kind?: PartyKind;
  href?: string;
  /** The organisation's account on chain, under the name. */
  account?: string;
  /** A second line: registration number, licence. */
  detail?: string;
  /** Marks the reader's own organisation. */
  self?: boolean;
  /** Writes the role above the name. */
  labelled?: boolean;
  className?: string;
};

export function Party(props: PartyProps) {
  const { name, kind, href, account, detail, self, labelled, className } = props;
  const look = kind && looks[kind];
  return (
    <span className={clsx("inline-flex min-w-0 items-start gap-2", className)}>
      {look && <Icon name={look.icon} className="mt-[3px] text-muted" />}
      <span className="min-w-0">
        {labelled && look && <span className="block text-sm text-muted">{look.word}</span>}
        {href ? (
          <SoftLink href={href} className="link">
            {name}
          </SoftLink>
        ) : (
          name
        )}
        {self && <span className="text-muted"> (you)</span>}
        {detail && <span className="block text-sm text-muted">{detail}</span>}
        {account && (
          <span className="block text-sm">
            <Hash value={account} what="account" />
          </span>
        )}
      </span>
    </span>
  );
}
