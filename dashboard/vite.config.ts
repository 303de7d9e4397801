/** The build: one nonce placeholder for the gateway, Swagger UI's two files beside it, charts in a chunk of their own. */
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vitest/config";

const here = dirname(fileURLToPath(import.meta.url));

/** The gateway writes the page at /api and serves these two files to it, so that the docs work offline. */
function apiDocs(): Plugin {
  return {
    name: "api-docs",
    apply: "build",
    closeBundle() {
      const to = join(here, "dist", "api-docs");
      mkdirSync(to, { recursive: true });
      for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
        cpSync(join(here, "node_modules", "swagger-ui-dist", file), join(to, file));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), apiDocs()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    // A data: URL would need a wider Content-Security-Policy for fonts and modules.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { "/api": process.env.JIAYUAN_GATEWAY ?? "http://127.0.0.1:8080" } },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    // Style sheets are empty in tests, but for the one whose colours are read.
    css: { include: [/tokens\.css/] },
  },
});
