/** A household's file, opened for a stated reason only, which is written down; and what an objection says. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "../../../api/problems";
import type { Asked, View } from "../../../kit/paths";
import { read } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { Choice } from "../../../parts/Choice";
import { words as common } from "../words";
import { words } from "./words";

type Reason = Asked<"/api/relief/cases/{case_id}/file">["reason"];

const REASONS: readonly Reason[] = [
  "validation",
  "decision",
  "payment",
  "objection",
  "audit",
  "request-of-the-household",
];

/**
 * Kept in this component alone and never in the query cache: closing it forgets what was read. Choosing a reason opens
 * nothing yet: with the keyboard one passes by the others, and each reading is written down.
 */
export function OpenFile({ caseId, number }: { caseId: string; number: string }) {
  const w = useWords(words);
  const c = useWords(common);
  const { t } = useTranslation();
  const [reason, choose] = useState<Reason | "">("");
  const [file, setFile] = useState<View<"relief-FileView"> | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const open = async () => {
    if (reason === "") return;
    try {
      setFile(await read("/api/relief/cases/{case_id}/file", { case_id: caseId, reason }));
      setWrong(null);
    } catch (error) {
      setWrong(error);
    }
  };
  if (file) return <Opened file={file} close={() => setFile(null)} />;
  return (
    <div className="relief-open">
      <Choice
        label={w("read", { number })}
        value={reason}
        change={(chosen) => choose(chosen as Reason)}
        options={[
          { value: "", label: w("why") },
          ...REASONS.map((value) => ({ value, label: c.of("reason", value) })),
        ]}
      />
      <Button disabled={reason === ""} data-testid="open-file" onClick={() => void open()}>
        {w("open")}
      </Button>
      {wrong !== null && <span role="alert">{explain(t, wrong)}</span>}
    </div>
  );
}

function Opened({ file, close }: { file: View<"relief-FileView">; close: () => void }) {
  const w = useWords(words);
  return (
    <div className="relief-file">
      <dl>
        {file.members.map((member) => (
          <div key={member.place}>
            <dt>{w("member", { place: member.place })}</dt>
            <dd>{[member.name, member.id_number, member.phone].filter(Boolean).join(" · ")}</dd>
          </div>
        ))}
        <div>
          <dt>{w("need")}</dt>
          <dd>{file.need}</dd>
        </div>
        <div>
          <dt>{w("evidence")}</dt>
          <dd>{file.evidence.join("；") || "—"}</dd>
        </div>
      </dl>
      <Button onClick={close}>{w("close")}</Button>
    </div>
  );
}

export function ObjectionText({ id }: { id: string }) {
  const w = useWords(words);
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  if (text !== null) return <p className="relief-file">{text}</p>;
  const open = async () =>
    setText(
      await read("/api/relief/objections/{objection_id}/text", { objection_id: id }).then(
        (answer) => answer.text,
        (error: unknown) => explain(t, error),
      ),
    );
  return <Button onClick={() => void open()}>{w("objections.read")}</Button>;
}
