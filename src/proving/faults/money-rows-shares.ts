import { openPool } from "@/adapters/db/pool";
import { share } from "@/core/waterfall/waterfall";
import { env } from "@/env";

/** Where overflow and rounding would show. */
const EDGES = [
  ...[0n, 1n, 2n, 3n, 7n, 999_999n, 1_000_000n, 10n ** 18n, 2n ** 53n - 1n],
  ...[2n ** 63n - 1n, 2n ** 63n + 1n, 2n ** 96n, 2n ** 128n - 1n, 2n ** 256n - 1n],
];

type Case = { readonly units: bigint; readonly total: bigint; readonly funded: bigint };

/** Every edge with every edge by every edge, then figures between them, always the same. */
const caseAt = (index: number): Case => {
  const size = EDGES.length;
  const at = (place: number): bigint => EDGES[Math.floor(index / size ** place) % size] ?? 0n;
  const stir = index < size ** 3 ? 0n : BigInt(index) * 2_654_435_761n;
  const [units, total, funded] = [at(0) + stir, at(1) + stir / 3n, at(2) + stir / 7n];
  return { units, total, funded: funded === 0n ? 1n : funded };
};

/** In how many of so many cases PostgreSQL and the core give a holder the same share. */
export const agreeing = async (count: number): Promise<number> => {
  const cases = Array.from({ length: count }, (_, index) => caseAt(index));
  const pool = openPool(env().databaseUrl);
  try {
    const column = (of: (one: Case) => bigint) => cases.map((one) => of(one).toString());
    const { rows } = await pool.query<{ got: string }>(
      `select div(u * t, f)::text as got
       from unnest($1::numeric[], $2::numeric[], $3::numeric[]) with ordinality as c(u, t, f, n) order by n`,
      [column(({ units }) => units), column(({ total }) => total), column(({ funded }) => funded)],
    );
    return rows.filter(({ got }, index) => {
      const one = cases[index];
      return one !== undefined && BigInt(got) === share(one.units, one.total, one.funded);
    }).length;
  } finally {
    await pool.end();
  }
};
