/** Public notices of granted cases: nothing that tells who, and a form for those who object. */
import { Button } from "antd";
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { longText } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Unannounced } from "../../../parts/Unannounced";
import { Card } from "../Card";
import { Row, Rows } from "../Row";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const notices = useList("/api/relief/public/notices", {}, { before: "notice_id", paged: true });
  return (
    <Frame place={place} intro={w("intro")}>
      <Card title={w("open")}>
        <Rows of={notices} empty={w("empty")}>
          {(row) => <OneNotice key={row.notice_id} row={row} />}
        </Rows>
      </Card>
    </Frame>
  );
}

function OneNotice({ row }: { row: View<"relief-NoticeView"> }) {
  const w = useWords(words);
  const c = useWords(common);
  const [isWriting, write] = useState(false);
  const object = useCommand("/api/relief/public/notices/{notice_id}/objections");
  const form = (
    <Form
      fields={{ text: longText(w("text"), { hint: w("hint"), least: 10, most: 2000 }) }}
      command={object}
      send={({ text }) => object.send({ path: { notice_id: row.notice_id }, body: { text } })}
      action={w("send")}
      outcome={false}
      testId="objection-form"
    />
  );
  const ways = (
    <Button data-testid="object" onClick={() => write(true)}>
      {w("object", { number: row.number })}
    </Button>
  );
  return (
    <Row
      testId="notice-row"
      title={`${row.number} · ${c.of("purpose", row.category)}`}
      facts={[
        w.of("band", row.band),
        row.neighbourhood ?? w("hidden"),
        w("window", { from: row.opens_on, to: row.closes_on }),
      ]}
    >
      <Unannounced day={row.closes_on} />
      {!object.isDone && (isWriting ? form : ways)}
      <Outcome of={object} done={w("done")} testId="relief-outcome" />
    </Row>
  );
}
