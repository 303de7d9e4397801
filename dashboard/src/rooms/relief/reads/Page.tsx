/** Who opened which household's file, when and why; for the auditor. */
import { Button } from "antd";
import { stamp } from "../../../format/time";
import { Do } from "../../../kit/Act";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { useLanguage, useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Downloads } from "../Downloads";
import { Row, Rows } from "../Row";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const c = useWords(common);
  const language = useLanguage();
  const reads = useList("/api/relief/case-reads", {}, { before: "number", paged: true });
  return (
    <Frame place={place} intro={w("intro")}>
      <Card
        title={w("log")}
        ways={
          <div className="relief-ways">
            <Downloads path="/case-reads/export" />
            <Button onClick={() => window.print()}>{c("print")}</Button>
          </div>
        }
      >
        <Rows of={reads} empty={w("empty")}>
          {(row) => (
            <Row
              key={row.number}
              title={`${row.case_number} · ${c.of("reason", row.reason)}`}
              facts={[stamp(row.read_at, language), w("reader", { reader: row.reader.slice(0, 8) })]}
            />
          )}
        </Rows>
      </Card>
      <Card title={w("heads")}>
        <p className="hint">{w("heads_text")}</p>
        <div>
          <Do path="/api/relief/heads" order={{}} done={({ heads }) => w("published", { heads })}>
            {w("tell")}
          </Do>
        </div>
      </Card>
    </Frame>
  );
}
