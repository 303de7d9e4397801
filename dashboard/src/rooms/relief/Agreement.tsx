/** An agreement as its row, for the office and for its parties. */
import type { ReactNode } from "react";
import { useMay } from "../../app/session";
import { To } from "../../kit/To";
import { useWords } from "../../kit/words";
import { SourceTag } from "../../parts/SourceTag";
import { place } from "./agreement/place";
import type { Agreement } from "./lists";
import { Row } from "./Row";
import { useNames } from "./values";
import { words } from "./words";

export function OneAgreement({ row, children }: { row: Agreement; children?: ReactNode }) {
  const w = useWords(words);
  const names = useNames();
  const opens = useMay(place.permission);
  // A partner's people may not read the register: they see how many signed, and no ids.
  const named = useMay("activities:read-organisations");
  const term =
    row.starts_on || row.ends_on ? `${row.starts_on ?? "…"} – ${row.ends_on ?? "…"}` : w("agreement.no_term");
  return (
    <Row
      testId="agreement-row"
      title={
        <>
          {opens ? (
            <To place={place} params={{ agreement_id: row.agreement_id }}>
              {row.title}
            </To>
          ) : (
            row.title
          )}{" "}
          <small>{w("agreement.version", { version: row.version })}</small>{" "}
          <span className={`tag relief-state-${row.state}`}>{w.of("agreement.state", row.state)}</span>{" "}
          <SourceTag source={row.source} />
        </>
      }
      facts={[
        term,
        named
          ? row.parties
              .map((party) => `${names(party.organisation_id)}${party.signed_at ? " ✓" : ""}`)
              .join("、")
          : w("agreement.signed", {
              signed: row.parties.filter(({ signed_at }) => signed_at).length,
              all: row.parties.length,
            }),
        ...(row.end_reason ? [row.end_reason] : []),
      ]}
    >
      {children}
    </Row>
  );
}
