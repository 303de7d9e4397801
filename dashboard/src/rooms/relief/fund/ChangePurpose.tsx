/** A fund serves another purpose from now on, with every donor's consent on paper. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { several } from "../../../kit/several";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import { type Fund, useDonations } from "../lists";
import { fundPurposes, useNames } from "../values";
import { words as common } from "../words";
import { words } from "./words";

export function ChangePurpose({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const donations = useDonations();
  return (
    <Fold title={w("change.fold")} testId="change-purpose">
      <Listed of={donations} empty={<Change fund={fund} donors={[]} />}>
        {(rows) => {
          const here = rows.filter(({ fund_id }) => fund_id === fund.fund_id);
          const back = new Set(here.filter(({ kind }) => kind !== "donation").map((one) => one.reference));
          const kept = here.filter(({ reference }) => !back.has(reference));
          return <Change fund={fund} donors={[...new Set(kept.map((one) => one.organisation_id))]} />;
        }}
      </Listed>
    </Fold>
  );
}

function Change({ fund, donors }: { fund: Fund; donors: readonly string[] }) {
  const w = useWords(words);
  const c = useWords(common);
  const names = useNames();
  const change = useCommand("/api/relief/funds/{fund_id}/purpose");
  const consents = several(donors.length, (place) => ({
    document: text(w("change.consent", { donor: names(donors[place]) }), { most: 200 }),
    consented_on: day(w("change.consented"), { initial: localDay(new Date()) }),
  }));
  return (
    <Form
      fields={{
        purpose: choice(
          w("change.purpose"),
          fundPurposes(c).filter(({ value }) => value !== fund.purpose),
        ),
        ...consents.fields,
      }}
      command={change}
      send={({ purpose, ...papers }) =>
        change.send({
          path: { fund_id: fund.fund_id },
          body: {
            purpose,
            consents: consents.read(papers).map(({ document, consented_on }, place) => ({
              organisation_id: donors[place] ?? "",
              document,
              consented_at: `${consented_on}T00:00:00+08:00`,
            })),
          },
        })
      }
      sure={w("change.sure")}
      action={w("change.action")}
      done={w("change.done")}
    >
      {donors.length === 0 && <p className="hint">{w("change.no_donors")}</p>}
    </Form>
  );
}
