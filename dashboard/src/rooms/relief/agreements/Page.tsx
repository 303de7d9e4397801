/** Agreements with their terms and those that end soon; projects with their lines, claims and the days they lapse. */
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Row, Rows } from "../Row";
import { useNames } from "../values";
import { Agreements } from "./Agreements";
import { Projects } from "./Projects";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <Expiring />
      <Agreements />
      <Projects />
    </Frame>
  );
}

function Expiring() {
  const w = useWords(words);
  const names = useNames();
  const expiring = useList("/api/relief/agreements/expiring", {}, {});
  return (
    <Card title={w("expiring")}>
      <Rows of={expiring} empty={w("none_expiring")}>
        {(row) => (
          <Row
            key={row.agreement_id}
            title={row.title}
            facts={[
              w("ends", { day: row.ends_on, days: row.days_left }),
              row.organisation_ids.map(names).join("、"),
              w(row.renewed ? "renewed" : "not_renewed"),
            ]}
          />
        )}
      </Rows>
    </Card>
  );
}
