/** The columns an order needs. */
export const HEADER = "invoice_number,buyer_name,currency,amount_due,due_date";
const LINE = "B-1,Buyer,HKD,10.00,2027-06-30";
const utf16 = (text: string, mark: number[]): Buffer =>
  Buffer.concat([Buffer.from(mark), Buffer.from(text, "utf16le")]);

/** Tables in every broken encoding and shape. */
export const brokenTables = (rows: number): (string | Buffer)[] => [
  ...[
    `\ufeff${HEADER}\n${LINE}\n`,
    `\ufeff\ufeff${HEADER}\n${LINE}\n`,
    utf16(`${HEADER}\n${LINE}\n`, [0xff, 0xfe]),
  ],
  ...[
    utf16(`${HEADER}\n${LINE}\n`, [0xff, 0xfe]).swap16(),
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from([0xc3, 0x28, 0xa0, 0xa1]),
  ],
  ...[
    Buffer.from([0xed, 0xa0, 0x80, 0x2c]),
    `${HEADER}\n${LINE}\0\n`,
    `\0${HEADER}`,
    `${HEADER}\r${LINE}\r`,
    `${HEADER}\n\r${LINE}\n\r`,
  ],
  ...[
    ",".repeat(1_000_000),
    `${HEADER}\n${"a".repeat(1_000_000)}\n`,
    `${HEADER}\n"${LINE}`,
    `${HEADER}\n"a"b",c\n`,
    `${HEADER}\n'a',"b'\n`,
  ],
  ...[
    "\n".repeat(300_000),
    `${HEADER}\n${"\n".repeat(100_000)}`,
    `${HEADER}\n${'"'.repeat(100_001)}`,
    "sep=;\na;b\n1;2",
    `${HEADER}\t\n${LINE}`,
  ],
  ...[
    "\u2028".repeat(1_000),
    `${HEADER}\u2028${LINE}`,
    `${HEADER}\x85${LINE}`,
    `${HEADER}\x1a`,
    Buffer.from("\x1b$B\x30\x21", "latin1"),
  ],
  ...[
    `${HEADER}\n${`${LINE}\n`.repeat(rows)}`,
    `${HEADER},${HEADER}\n`,
    `${HEADER.toUpperCase()},${HEADER}\n${LINE},${LINE}`,
    `${HEADER},${"x".repeat(5_000)}\n`,
  ],
];
