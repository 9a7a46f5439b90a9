/** True when the last digit of a GS1 number (GTIN, GLN, SSCC) is its mod-10 check digit; 8 to 18 digits. */
export const hasGs1CheckDigit = (digits: string): boolean => {
  if (!/^\d{8,18}$/.test(digits)) return false;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
};

/** True for a well-formed LEI (ISO 17442): 20 characters, mod 97 equal to 1. Says nothing about its issue. */
export const isLei = (text: string): boolean => {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(text)) return false;
  const digits = [...text].map((char) => Number.parseInt(char, 36).toString()).join("");
  return BigInt(digits) % 97n === 1n;
};
