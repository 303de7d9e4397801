// Reads Kafka records (JSON lines: name, key, headers, value in base64) and prints each as the official SDK sees it.
import { createInterface } from "node:readline";
import { Kafka } from "cloudevents";

function read({ key, headers, value }) {
  const event = Kafka.toEvent({ key, headers, value: Buffer.from(value, "base64").toString("utf8") });
  // Against the JSON Schema of the specification; it throws.
  event.validate();
  return event.toJSON();
}

for await (const line of createInterface({ input: process.stdin })) {
  const record = JSON.parse(line);
  let seen;
  try {
    seen = { name: record.name, event: read(record) };
  } catch (error) {
    seen = { name: record.name, error: JSON.stringify(error.errors ?? error.message) };
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}
