/** One agreement: its parties and their signatures, its term, what is done with it, and what happened to it. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { type Doing, Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as agreements } from "../agreements/place";
import { Card } from "../Card";
import { Fold } from "../Fold";
import type { Agreement } from "../lists";
import { OrganisationLink } from "../OrganisationLink";
import { useNamed, useNames } from "../values";
import { words as common } from "../words";
import { type AgreementActs, useAgreementActs } from "./acts";
import { place } from "./place";
import { Renew } from "./Renew";
import { words } from "./words";

export function Page() {
  const { agreement_id } = useParts(place);
  const agreement = useRead("/api/relief/agreements/{agreement_id}", { agreement_id });
  return (
    <Answered of={agreement} inner={false}>
      {(found) => <OneAgreement key={found.agreement_id} row={found} />}
    </Answered>
  );
}

function OneAgreement({ row }: { row: Agreement }) {
  const w = useWords(words);
  const c = useWords(common);
  const names = useNamed();
  const acts = useAgreementActs();
  const day = (at: string | null) => at && localDay(at);
  return (
    <Thing
      place={place}
      name={row.title}
      back={agreements}
      state={
        <>
          <span className={`tag relief-state-${row.state}`}>{c.of("agreement.state", row.state)}</span>{" "}
          <SourceTag source={row.source} />
        </>
      }
      facts={[
        [
          w("term"),
          row.starts_on || row.ends_on
            ? `${row.starts_on ?? "…"} – ${row.ends_on ?? "…"}`
            : c("agreement.no_term"),
        ],
        [w("version"), w("of_version", { version: row.version })],
        [w("drafted"), localDay(row.drafted_at)],
        [w("activated"), day(row.activated_at)],
        [w("ended"), day(row.ended_at)],
        [w("reason"), row.end_reason],
        [
          w("before"),
          row.renews && (
            <To place={place} params={{ agreement_id: row.renews }}>
              {w("open_before")}
            </To>
          ),
        ],
      ]}
      doings={useDoings(row, acts)}
      outcome={
        <div data-testid="agreement-outcome">
          <Outcome of={acts.sign} done={w("done")} />
          <Outcome of={acts.renew} done={w("renew.done")} />
          <Outcome of={acts.terminate} done={w("terminate.done")} />
        </div>
      }
      history={{ room: "relief", kind: "agreement", id: row.agreement_id, names }}
    >
      <Parties of={row} />
    </Thing>
  );
}

function useDoings(row: Agreement, acts: AgreementActs): Doing[] {
  const w = useWords(words);
  const names = useNames();
  const isThere = useMay("activities:read-organisations");
  const { agreement_id } = row;
  const isOver = ["ended", "terminated"].includes(row.state);
  const awaited = row.parties.filter(({ signed_at }) => !signed_at);
  const signing = awaited.map(
    ({ organisation_id }): Doing => ({
      title: w("sign_for", { name: names(organisation_id) }),
      id: organisation_id,
      permission: "relief:sign",
      act: (
        <Act
          command={acts.sign}
          order={{ path: { agreement_id }, body: { organisation_id } }}
          sure={w("sure_sign")}
          testId="sign-for"
        >
          {w("sign_for", { name: names(organisation_id) })}
        </Act>
      ),
    }),
  );
  return [
    ...(row.state === "draft" && isThere ? signing : []),
    {
      title: w("renew.fold"),
      permission: "relief:manage",
      not: row.state === "draft" ? w("not_in_force") : row.state === "terminated" && w("over"),
      act: <Renew row={row} acts={acts} />,
    },
    {
      title: w("terminate.fold"),
      permission: "relief:manage",
      not: isOver && w("over"),
      act: (
        <Fold title={w("terminate.fold")} testId="terminate-agreement">
          <Form
            fields={{ reason: text(w("terminate.reason"), { most: 200 }) }}
            command={acts.terminate}
            send={(body) => acts.terminate.send({ path: { agreement_id }, body })}
            sure={w("terminate.sure")}
            action={w("terminate.action")}
            outcome={false}
          />
        </Fold>
      ),
    },
  ];
}

function Parties({ of }: { of: Agreement }) {
  const w = useWords(words);
  return (
    <Card title={w("parties")} testId="parties">
      <Table
        caption={w("parties")}
        of={of.parties}
        id={({ organisation_id }) => organisation_id}
        empty="—"
        columns={{
          party: { title: w("party"), cell: (one) => <OrganisationLink id={one.organisation_id} /> },
          signed: {
            title: w("signed"),
            cell: (one) => (one.signed_at ? `✓ ${localDay(one.signed_at)}` : w("unsigned")),
          },
        }}
      />
    </Card>
  );
}
