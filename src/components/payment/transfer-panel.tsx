import { QrCode } from "@/components/chart/qr-code";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { type Currency, decimalOfMinor, money } from "@/core/money";
import { transferUri } from "@/core/payment/payment-code";
import { paymentWords } from "./words";

export type TransferPanelProps = {
  token: string;
  account: string;
  coin: string;
  currency: Currency;
  payable: bigint;
  chain: { chainId: number; name: string };
  /** Which code is drawn; the bare address unless asked otherwise. */
  code: "address" | "full";
};

/** Everything a plain transfer needs: account, amount, coin, network, and a code to scan. */
export function TransferPanel(props: TransferPanelProps) {
  const { token, account, coin, currency, payable, chain, code } = props;
  const full = transferUri({ account, coin, chainId: chain.chainId, minor: payable });
  const href = (name: string) => `/pay/${token}?code=${name}#transfer`;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">{paymentWords.payTransferSentence(currency, chain.name)}</p>
      <Facts
        columns={1}
        facts={[
          {
            label: paymentWords.account,
            value: <Hash value={account} what={paymentWords.account.toLowerCase()} full />,
          },
          {
            label: paymentWords.exactAmount,
            value: (
              <>
                <Money strong value={money(currency, payable)} />{" "}
                <CopyButton
                  value={decimalOfMinor(payable)}
                  what={paymentWords.exactAmount.toLowerCase()}
                />
              </>
            ),
          },
          {
            label: paymentWords.coin,
            value: <Hash value={coin} what={paymentWords.coin.toLowerCase()} full />,
          },
          { label: paymentWords.network, value: `${chain.name} (${chain.chainId})` },
        ]}
      />
      <div>
        <Tabs
          label={paymentWords.codes}
          current={code}
          tabs={[
            { key: "address", href: href("address"), word: paymentWords.codeAddress },
            { key: "full", href: href("full"), word: paymentWords.codeFull },
          ]}
        />
        <div className="flex flex-col items-center gap-3">
          <QrCode
            value={code === "full" ? full : account}
            label={code === "full" ? paymentWords.codeFullLabel : paymentWords.codeAddressLabel}
            size={208}
          />
          <p className="max-w-[40ch] text-center text-sm text-muted">
            {code === "full" ? paymentWords.codeFullHint : paymentWords.codeAddressHint}
          </p>
        </div>
      </div>
    </div>
  );
}
