import { generated } from "./products";
import { makeWhenStale } from "./stale";

/** `npm run gen`: rebuilds everything that is generated. */
const say = (text: string): void => console.log(text);

for (const product of generated) await makeWhenStale(product, { isForced: true, say });
