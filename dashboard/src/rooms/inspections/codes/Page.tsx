/** One batch of paper codes, to be printed and cut: what a voter needs to know stands beside each code. */
import { Button } from "antd";
import { stamp } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import "../../../styles/inspections.css";
import { place as rounds } from "../rounds/place";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const language = useLanguage();
  const { roundId, batchId } = useParts(place);
  const list = useRead("/api/inspections/rounds/{round_id}/paper-codes/{batch_id}", {
    round_id: roundId,
    batch_id: batchId,
  });
  return (
    <Frame
      place={place}
      intro={
        list.data && `${list.data.title} · ${w("batch", { when: stamp(list.data.issued_at, language) })}`
      }
      ways={
        <p className="acts row">
          <Button type="primary" onClick={() => window.print()} data-testid="print-codes">
            {w("print")}
          </Button>
          <To place={rounds}>{w("back")}</To>
        </p>
      }
    >
      <Answered of={list}>
        {({ title, closes_at, codes }) => (
          <ul className="paper-codes" data-testid="paper-list">
            {codes.map((one) => (
              <li key={one}>
                <strong>{one}</strong>
                <span>{w("slip", { title, until: stamp(closes_at, language) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Frame>
  );
}
