/** A 0x-prefixed hex string: address (20 bytes), hash (32 bytes) or bytes. */
export type Hex = `0x${string}`;

/** One field of an EIP-712 struct. */
export type TypedField = { readonly name: string; readonly type: string };

/** EIP-712 domain: which contract on which chain a signature is for. */
export type TypedDomain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly verifyingContract: Hex;
};

/** A message ready to be signed: `types` leaves out EIP712Domain, as ethers wants it. */
export type TypedData<Message = Readonly<Record<string, unknown>>> = {
  readonly domain: TypedDomain;
  readonly primaryType: string;
  readonly types: Readonly<Record<string, readonly TypedField[]>>;
  readonly message: Message;
};

const EIP712_DOMAIN: readonly TypedField[] = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

/**
 * The JSON text a browser wallet takes for `eth_signTypedData_v4`: with EIP712Domain among the types and every bigint
 * as a decimal string.
 */
export const typedDataJson = (data: TypedData<object>): string =>
  JSON.stringify(
    {
      domain: data.domain,
      primaryType: data.primaryType,
      types: { EIP712Domain: EIP712_DOMAIN, ...data.types },
      message: data.message,
    },
    (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
  );
