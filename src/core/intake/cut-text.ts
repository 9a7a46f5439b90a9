/** At most `length` characters of a text, never half of one: a database refuses lone surrogates. */
export const cutText = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).toWellFormed();

/** A text on one line and short enough to quote in a message. */
export const quoteText = (text: string, length: number): string => {
  const plain = cutText(text, length * 4)
    .replace(/\s+/g, " ")
    .trim();
  return plain.length > length ? `${cutText(plain, length - 3)}...` : plain;
};
