import {
  encodeBytes32String,
  id as hashText,
  Interface,
  type InterfaceAbi,
  TypedDataEncoder,
  toBeHex,
} from "ethers";
import {
  accessManagerAbi,
  businessCalendarAbi,
  coinOfficeAbi,
  collectionAccountAbi,
  marketAbi,
  orderLogAbi,
  participantsAbi,
  receivablesAbi,
  receivablesNotesAbi,
  receivablesServicingAbi,
  receivablesTransfersAbi,
  reserveAttestationsAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";
import type { bytecode } from "../../src/adapters/chain/generated/bytecode";

/** A compiled contract that is deployed once or more. */
export type ContractName = keyof typeof bytecode;

/** The address of a piece by its name. */
export type At = (name: string) => string;

/** A value as the deployment record keeps it. */
export type Argument = string | boolean;

/** One contract of the set. */
export type Piece = {
  /** What it is called in the set; one contract can be several pieces. */
  readonly name: string;
  readonly contract: ContractName;
  /** Constructor arguments, in order. */
  readonly args: (at: At) => readonly Argument[];
  /** EIP-712 domain, where it has one. */
  readonly domain?: { readonly name: string; readonly version: string };
  /** The piece to which it hands calls it does not know. */
  readonly next?: string;
};

/** What a set is made from beside its own addresses. */
export type Makings = {
  /** Who creates the contracts: first root of the access manager. */
  readonly deployer: string;
  /** Account to which platform fees are parked. */
  readonly treasury: string;
  /** Where token metadata lies, with a closing slash. */
  readonly baseUri: string;
  /** Receivables deployment whose ids this one refuses; the zero address where there is none. */
  readonly predecessor: string;
  /** Licence under which the coins are issued, or words saying that there is none. */
  readonly issuerLicence: string;
};

type Chain = { readonly chainId: number };

/** The currencies that have a coin. */
export const COINS = ["HKD", "USD", "EUR", "CNH"] as const;
/** What a currency's coin is called in the set. */
export const coinName = (currency: string): string => `SettlementCoin${currency}`;
/** Issuing this one is disabled until its approval reference is recorded; no receivable may use it. */
const GATED = "CNH";

const coinPiece = (currency: string, issuerLicence: string): Piece => ({
  name: coinName(currency),
  contract: "SettlementCoin",
  domain: { name: `Quaynote ${currency}`, version: "2" },
  next: "CoinOffice",
  args: (at) => [
    at("AccessManager"),
    at("CoinOffice"),
    `Quaynote ${currency}`,
    `q${currency}`,
    currency,
    issuerLicence,
    currency === GATED,
  ],
});

const coinPieces = (issuerLicence: string): readonly Piece[] => [
  { name: "BusinessCalendar", contract: "BusinessCalendar", args: (at) => [at("AccessManager")] },
  {
    name: "ReserveAttestations",
    contract: "ReserveAttestations",
    domain: { name: "Quaynote Reserve", version: "1" },
    args: (at) => [at("AccessManager")],
  },
  {
    name: "CoinOffice",
    contract: "CoinOffice",
    args: (at) => [
      at("AccessManager"),
      at("Participants"),
      at("ReserveAttestations"),
      at("BusinessCalendar"),
    ],
  },
  ...COINS.map((currency) => coinPiece(currency, issuerLicence)),
];

const receivablesDomain = { name: "Quaynote Receivables", version: "1" };

/** The whole set, in the order in which it is created. */
export const piecesOf = ({
  deployer,
  treasury,
  baseUri,
  predecessor,
  issuerLicence,
}: Makings): readonly Piece[] => {
  const shared = (at: At) => [at("Participants"), at("CollectionAccount"), treasury];
  return [
    { name: "AccessManager", contract: "AccessManager", args: () => [deployer] },
    {
      name: "Participants",
      contract: "Participants",
      domain: { name: "Quaynote Participants", version: "1" },
      args: (at) => [at("AccessManager")],
    },
    {
      name: "OrderLog",
      contract: "OrderLog",
      domain: { name: "Quaynote Order Log", version: "1" },
      args: () => [],
    },
    ...coinPieces(issuerLicence),
    {
      name: "CollectionAccount",
      contract: "CollectionAccount",
      args: (at) => [at("Receivables")],
    },
    {
      name: "ReceivablesTransfers",
      contract: "ReceivablesTransfers",
      domain: receivablesDomain,
      args: (at) => [at("AccessManager"), ...shared(at)],
    },
    {
      name: "ReceivablesNotes",
      contract: "ReceivablesNotes",
      domain: receivablesDomain,
      next: "ReceivablesTransfers",
      args: (at) => [at("AccessManager"), ...shared(at), at("ReceivablesTransfers")],
    },
    {
      name: "ReceivablesServicing",
      contract: "ReceivablesServicing",
      domain: receivablesDomain,
      next: "ReceivablesNotes",
      args: (at) => [...shared(at), at("ReceivablesNotes")],
    },
    {
      name: "Receivables",
      contract: "Receivables",
      domain: receivablesDomain,
      next: "ReceivablesServicing",
      args: (at) => [
        at("AccessManager"),
        ...shared(at),
        at("ReceivablesServicing"),
        baseUri,
        predecessor,
      ],
    },
    {
      name: "Market",
      contract: "Market",
      domain: { name: "Quaynote Market", version: "1" },
      args: (at) => [at("Receivables")],
    },
  ];
};

export const abiOf: Record<ContractName, InterfaceAbi> = {
  AccessManager: accessManagerAbi,
  BusinessCalendar: businessCalendarAbi,
  CoinOffice: coinOfficeAbi,
  CollectionAccount: collectionAccountAbi,
  Market: marketAbi,
  OrderLog: orderLogAbi,
  Participants: participantsAbi,
  Receivables: receivablesAbi,
  ReceivablesNotes: receivablesNotesAbi,
  ReceivablesServicing: receivablesServicingAbi,
  ReceivablesTransfers: receivablesTransfersAbi,
  ReserveAttestations: reserveAttestationsAbi,
  SettlementCoin: settlementCoinAbi,
};

const faces = new Map<ContractName, Interface>();

/** The interface of a contract; those of Receivables and the coin hold the functions of all their parts. */
export const faceOf = (contract: ContractName): Interface => {
  const face = faces.get(contract) ?? new Interface(abiOf[contract]);
  faces.set(contract, face);
  return face;
};

/** Coins whose issuance anybody can start. */
export const openCoins = COINS.filter((each) => each !== GATED).map(coinName);
/** Every coin. */
export const allCoins = COINS.map(coinName);

/** A text of up to 31 bytes as OpenZeppelin keeps it in one word: the bytes, and their number at the end. */
const shortText = (text: string): string =>
  encodeBytes32String(text).slice(0, -2) + text.length.toString(16).padStart(2, "0");

const word = (value: string | number): string => toBeHex(value, 32);

/** The words that stand in a piece's code on chain where the build has zeros, by the variable's name. */
export const immutablesOf = (
  piece: Piece,
  at: At,
  { treasury, predecessor, chainId }: Pick<Makings, "treasury" | "predecessor"> & Chain,
): Record<string, string> => {
  const self = at(piece.name);
  const values = {
    RECEIVABLES: word(at("Receivables")),
    PARTICIPANTS: word(at("Participants")),
    RESERVES: word(at("ReserveAttestations")),
    CALENDAR: word(at("BusinessCalendar")),
    ACCOUNT_CODE: word(at("CollectionAccount")),
    TREASURY: word(treasury),
    PREDECESSOR: word(predecessor),
    ...(piece.next ? { NEXT: word(at(piece.next)) } : {}),
  };
  if (!piece.domain) return values;
  const { name, version } = piece.domain;
  const domain = { name, version, chainId, verifyingContract: self };
  return {
    ...values,
    _cachedThis: word(self),
    _cachedChainId: word(chainId),
    _cachedDomainSeparator: TypedDataEncoder.hashDomain(domain),
    _hashedName: hashText(name),
    _hashedVersion: hashText(version),
    _name: shortText(name),
    _version: shortText(version),
  };
};
