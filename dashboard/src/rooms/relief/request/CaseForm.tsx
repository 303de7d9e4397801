/** A household's case is opened: its members, what it needs and for how long; all of it sealed when it is sent. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, choice, longText, text } from "../../../kit/fields";
import { useSeveral } from "../../../kit/several";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { purposes, useRegister } from "../values";
import { words as common } from "../words";
import { words } from "./words";

const MOST_MEMBERS = 8;
const MONTHS = ["1", "2", "3"] as const;

export function CaseForm() {
  const w = useWords(words);
  const c = useWords(common);
  const open = useCommand("/api/relief/cases");
  const committees = useRegister().rows.filter(({ kind }) => kind === "residents-committee");
  const members = useMembers();
  return (
    <Card title={w("household.open")}>
      <Form
        testId="case-form"
        fields={{
          category: choice(w("purpose"), purposes(c)),
          neighbourhood_id: choice(
            w("household.neighbourhood"),
            committees.map((one) => ({ value: one.organisation_id, label: one.name })),
          ),
          need: longText(w("household.need"), { hint: w("household.sealed"), most: 1500 }),
          evidence: longText(c("optional", { label: w("household.evidence") }), {
            optional: true,
            most: 1500,
          }),
          monthly_fen: amount(w("household.monthly")),
          months: choice(
            w("household.months"),
            MONTHS.map((value) => ({ value, label: value })),
          ),
          ...members.fields,
        }}
        rows={[["monthly_fen", "months"]]}
        command={open}
        send={({ category, neighbourhood_id, need, evidence, monthly_fen, months, ...people }) =>
          open.send({
            body: {
              category,
              neighbourhood_id,
              neighbourhood: committees.find((one) => one.organisation_id === neighbourhood_id)?.name ?? "",
              members: members.read(people),
              need,
              evidence: (evidence ?? "").split("\n").filter(Boolean),
              monthly_fen,
              months: Number(months),
            },
          })
        }
        action={w("household.send")}
        done={({ number, duplicates }) =>
          duplicates
            ? w("household.done_duplicates", { number, duplicates })
            : w("household.done", { number })
        }
      >
        {members.more}
      </Form>
    </Card>
  );
}

function useMembers() {
  const w = useWords(words);
  const c = useWords(common);
  return useSeveral({ most: MOST_MEMBERS, more: w("household.more") }, (place) => {
    const of = (label: string) => `${w("household.member", { place: place + 1 })} · ${label}`;
    return {
      name: text(of(c("person.name")), { most: 50 }),
      id_number: text(c("optional", { label: of(c("person.id_number")) }), { optional: true, most: 18 }),
      phone: text(c("optional", { label: of(c("person.phone")) }), {
        optional: true,
        keys: "tel",
        most: 20,
      }),
    };
  });
}
