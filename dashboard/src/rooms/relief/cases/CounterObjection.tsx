/** An objection to a notice, taken at the counter of somebody whose identity was checked. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { longText } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import { words } from "./words";

export function CounterObjection({ noticeId }: { noticeId: string }) {
  const w = useWords(words);
  const object = useCommand("/api/relief/notices/{notice_id}/objections");
  return (
    <Fold title={w("counter.fold")} testId="counter-objection">
      <Form
        fields={{
          text: longText(w("counter.text"), { least: 10, most: 2000, hint: w("counter.hint") }),
        }}
        command={object}
        send={(body) => object.send({ path: { notice_id: noticeId }, body })}
        clears
        action={w("counter.action")}
        done={w("counter.done")}
      />
    </Fold>
  );
}
