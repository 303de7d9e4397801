/** A household's case is opened: its members, what it needs and for how long; all of it sealed when it is sent. */
import { Button } from "antd";
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, choice, type Field, longText, text } from "../../../kit/fields";
import { type Say, useWords } from "../../../kit/words";
import { Card } from "../Card";
import { purposes, useRegister } from "../values";
import { words as common } from "../words";
import { words } from "./words";

const MONTHS = ["1", "2", "3"] as const;

export function CaseForm() {
  const w = useWords(words);
  const c = useWords(common);
  const open = useCommand("/api/relief/cases");
  const [count, setCount] = useState(1);
  const committees = useRegister().rows.filter(({ kind }) => kind === "residents-committee");
  const members = membersOf(count, w, c);
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
          ...members.fields,
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
        }}
        rows={[...members.rows, ["monthly_fen", "months"]]}
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
        <div>
          <Button disabled={count >= PLACES.length} onClick={() => setCount(count + 1)}>
            {w("household.more")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type MemberField = `${"name" | "id" | "phone"}-${(typeof PLACES)[number]}`;

/** The fields of so many members, a row each, and how they are read. */
function membersOf(count: number, w: Say<typeof words>, c: Say<typeof common>) {
  const places = PLACES.slice(0, count);
  const fields: Partial<Record<MemberField, Field<string | null>>> = {};
  for (const place of places) {
    const of = (label: string) => `${w("household.member", { place: place + 1 })} · ${label}`;
    // A required field is a string or the form is not sent.
    fields[`name-${place}`] = text(of(c("person.name")), { most: 50 }) as Field<string | null>;
    fields[`id-${place}`] = text(c("optional", { label: of(c("person.id_number")) }), {
      optional: true,
      most: 18,
    });
    fields[`phone-${place}`] = text(c("optional", { label: of(c("person.phone")) }), {
      optional: true,
      keys: "tel",
      most: 20,
    });
  }
  const rows: MemberField[][] = places.map((place) => [`name-${place}`, `id-${place}`, `phone-${place}`]);
  const read = (given: Partial<Record<MemberField, string | null>>) =>
    places.map((place) => ({
      name: given[`name-${place}`] ?? "",
      phone: given[`phone-${place}`] ?? null,
      id_number: given[`id-${place}`] ?? null,
    }));
  return { fields, rows, read };
}
