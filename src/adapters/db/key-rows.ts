import type pg from "pg";

/** The sealed key of an address the platform signs for; null when it keeps none. */
export const sealedKeyOf = (pool: pg.Pool) => async (address: string) => {
  const found = await pool.query<{ cipher: string }>(
    'select cipher from "SigningKey" where address = $1',
    [address],
  );
  return found.rows[0]?.cipher ?? null;
};

/** Stores a sealed key under its label. */
export const addSealedKey =
  (pool: pg.Pool) => async (row: { address: string; label: string; cipher: string }) => {
    await pool.query('insert into "SigningKey" (address, label, cipher) values ($1, $2, $3)', [
      row.address,
      row.label,
      row.cipher,
    ]);
  };

/** The sealed lot key of a warehouse; null for any other organisation. */
export const sealedLotKeyOf = (pool: pg.Pool) => async (warehouseId: string) => {
  const found = await pool.query<{ lotKeyCipher: string | null }>(
    `select "lotKeyCipher" from "Organisation" where id = $1 and kind = 'warehouse'`,
    [warehouseId],
  );
  return found.rows[0]?.lotKeyCipher ?? null;
};
