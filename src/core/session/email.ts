const ADDRESS =
  /^[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

/**
 * The one spelling under which an email address is stored and looked up: lower case, no outer spaces.
 * Undefined for anything but plain ASCII addresses, so look-alike letters and signs never reach a lookup.
 */
export const canonicalEmail = (text: string): string | undefined => {
  if (text.length > 254) return undefined;
  const address = text.trim().toLowerCase();
  return ADDRESS.test(address) ? address : undefined;
};
