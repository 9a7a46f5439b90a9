/** `npm run check:web`; the program stands with the other browser tests. */
import "../../e2e/web/check-web";
