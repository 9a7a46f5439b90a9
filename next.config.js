/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked by `npm run check`, so a build need not check them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "pino", "ethers"],
  // While the server is away a redraw waits for it; without this it becomes a navigation, and what was typed is lost.
  experimental: { optimizePackageImports: ["radix-ui"], useOffline: true },
};

export default config;
