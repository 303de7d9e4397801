// Parses the AsyncAPI document named on the command line; prints counts, exits 1 with every error it finds.
import { readFile } from "node:fs/promises";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(await readFile(process.argv[2], "utf-8"));
const errors = diagnostics.filter((found) => found.severity === 0);
for (const { path, message } of errors) console.error(`${path.join("/")}: ${message}`);
if (errors.length > 0 || document === undefined) process.exit(1);
console.log(
  JSON.stringify({
    version: document.version(),
    channels: document.channels().all().map((channel) => channel.address()),
    messages: document.components().messages().all().length,
  }),
);
