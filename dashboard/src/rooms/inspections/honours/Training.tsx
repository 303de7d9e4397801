/** Who took which exam, and who is on duty: a failed exam ends duty until one is passed (INS-16). */
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { shops, useEstablishments } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

type Staff = View<"inspections-StaffView">;

export function Training() {
  const w = useWords(words);
  const staff = useList("/api/inspections/staff", {}, {});
  return (
    <section className="card stack" aria-labelledby="training">
      <h2 id="training">{w("training.title")}</h2>
      <RecordExam />
      <Listed of={staff} empty={w("training.none")}>
        {(rows) => (
          <ul className="plain-list">
            {rows.map((one) => (
              <li key={one.staff_id} data-testid="staff">
                <StaffRow staff={one} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}

function RecordExam() {
  const w = useWords(words);
  const r = useWords(room);
  const record = useCommand("/api/inspections/exams");
  const outcomes = ["passed", "failed"] as const;
  return (
    <Form
      fields={{
        establishment_id: choice(r("establishment"), shops(useEstablishments()), { choose: r("choose") }),
        name: text(w("name"), { most: 200 }),
        phone: text(w("phone"), { keys: "tel", pattern: "1[3-9][0-9]{9}" }),
        subject: text(w("training.subject"), { most: 200, initial: w("training.subject_usual") }),
        outcome: choice(
          w("training.outcome"),
          outcomes.map((value) => ({ value, label: w(`training.${value}`) })),
        ),
        taken_on: day(w("training.taken_on")),
        valid_until: day(w("training.valid_until"), { optional: true, hint: w("training.valid_hint") }),
      }}
      rows={[
        ["establishment_id", "name", "phone"],
        ["subject", "outcome"],
        ["taken_on", "valid_until"],
      ]}
      command={record}
      send={(values) => record.sendAll(values, {})}
      clears
      action={w("training.record")}
      done={({ on_duty }) => w(on_duty ? "training.recorded_on" : "training.recorded_off")}
      testId="record-exam"
    />
  );
}

function StaffRow({ staff }: { staff: Staff }) {
  const w = useWords(words);
  const r = useWords(room);
  return (
    <>
      <span className="row">
        <strong>{staff.name}</strong>
        <span>{staff.establishment_name}</span>
        <span className="hint">
          {staff.outcome === null
            ? w("training.no_exam")
            : `${staff.subject} · ${w.of("training", staff.outcome)} · ${staff.taken_on}`}
          {staff.valid_until && ` · ${r("ends", { day: staff.valid_until })}`}
        </span>
        <span className={staff.on_duty ? "match" : "late"}>
          {w(staff.on_duty ? "training.on_duty" : "training.off_duty")}
        </span>
      </span>
      {!staff.on_duty && (
        <Do
          path="/api/inspections/staff/{staff_id}/duty"
          order={{ path: { staff_id: staff.staff_id } }}
          done={r("done")}
        >
          {w("training.put_on_duty")}
        </Do>
      )}
    </>
  );
}
