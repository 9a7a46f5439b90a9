/** A wallet did not do what was asked: what happened, what to do now, and that nothing was lost. */
export class WalletRefusal extends Error {
  readonly says: string;
  readonly next: string;
  /** The code of EIP-1193 or JSON-RPC, or a word of ours. */
  readonly code: string;

  constructor(refusal: { says: string; next: string; code: string }) {
    super(`${refusal.says} ${refusal.next}`);
    this.name = "WalletRefusal";
    this.says = refusal.says;
    this.next = refusal.next;
    this.code = refusal.code;
  }
}

const table: Record<string, { says: string; next: string }> = {
  "4001": {
    says: "You declined in the wallet.",
    next: "Nothing was signed and no money moved. You can try again.",
  },
  "4100": {
    says: "The wallet does not allow this account for this site.",
    next: "Allow the account in the wallet, then try again.",
  },
  "4200": {
    says: "This wallet cannot sign typed data.",
    next: "Use another wallet; nothing was signed.",
  },
  "4900": {
    says: "The wallet is not connected to any chain.",
    next: "Check its connection, then try again.",
  },
  "4901": {
    says: "The wallet is not connected to this chain.",
    next: "Check its connection, then try again.",
  },
  "4902": {
    says: "The wallet does not know this chain.",
    next: "Add the chain in the wallet, then try again.",
  },
  "-32002": {
    says: "The wallet already waits for an answer from you.",
    next: "Open the wallet and answer its question first.",
  },
  "-32602": {
    says: "The wallet did not accept the question.",
    next: "Update the wallet or use another one; nothing was signed.",
  },
  none: {
    says: "No wallet was chosen.",
    next: "Nothing was signed.",
  },
  missing: {
    says: "No wallet was found in this browser.",
    next: "Install one, or open this page in the browser that has it.",
  },
  account: {
    says: "The wallet shows another account than the one that must sign.",
    next: "Choose the right account in the wallet, then try again.",
  },
  chain: {
    says: "The wallet is on another chain.",
    next: "Switch the chain in the wallet, then try again.",
  },
  shape: {
    says: "The wallet answered with something that is not a signature.",
    next: "Nothing was sent. Update the wallet or use another one.",
  },
};

const unknown = {
  says: "The wallet answered with an error.",
  next: "Nothing was sent. Open the wallet, then try again.",
};

/** One of our own refusals, by its word. */
export const refuse = (code: string): WalletRefusal =>
  new WalletRefusal({ code, ...(table[code] ?? unknown) });

const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "unknown";
  const { code, data } = error as { code?: unknown; data?: { originalError?: { code?: unknown } } };
  return String(data?.originalError?.code ?? code ?? "unknown");
};

/** Whatever a wallet throws, as a refusal that can be read. */
export const refusalOf = (error: unknown): WalletRefusal =>
  error instanceof WalletRefusal ? error : refuse(codeOf(error));
