/** 32 random bytes as hex: makes one form one act, however often it is sent. */
export const newSalt = (): `0x${string}` => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};
