/** All receipts by number; one is voided with a reason, and stays in the list. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Downloads } from "../Downloads";
import { Fold } from "../Fold";
import { useNames, useYuan } from "../values";
import { words } from "./words";

type Receipt = View<"relief-ReceiptView">;
/** What the room writes where no reason was typed (services/relief/funds/reverse_entry.py). */
const REVERSED = "donation-reversed";

export function Receipts() {
  const w = useWords(words);
  const names = useNames();
  const money = useYuan();
  const receives = useMay("relief:receive");
  const receipts = useList("/api/relief/receipts", {}, { before: "number" });
  const stateOf = ({ voided_at, void_reason }: Receipt) =>
    voided_at
      ? w("voided", {
          day: localDay(voided_at),
          reason: void_reason === REVERSED ? w("because_reversed") : (void_reason ?? ""),
        })
      : w("valid");
  return (
    <Card
      title={w("receipts")}
      ways={
        <div className="relief-ways">
          <Downloads path="/receipts/export" />
        </div>
      }
    >
      {receives && <VoidReceipt receipts={receipts.rows.filter(({ voided_at }) => !voided_at)} />}
      <Table
        caption={w("receipts")}
        of={receipts}
        empty={w("no_receipts")}
        id={({ number }) => String(number)}
        find={(one) => `${one.number} ${names(one.organisation_id)}`}
        columns={{
          number: { title: w("number"), cell: (one) => one.number, sort: (one) => one.number },
          donor: {
            title: w("donor"),
            cell: (one) => names(one.organisation_id),
            sort: (one) => names(one.organisation_id),
          },
          issued: {
            title: w("issued_on"),
            cell: (one) => localDay(one.issued_at),
            sort: (one) => one.issued_at,
          },
          state: { title: w("state"), cell: stateOf },
          amount: {
            title: w("amount"),
            cell: (one) => money(one.amount_fen),
            figure: true,
            sort: (one) => one.amount_fen,
          },
        }}
      />
    </Card>
  );
}

function VoidReceipt({ receipts }: { receipts: readonly Receipt[] }) {
  const w = useWords(words);
  const names = useNames();
  const money = useYuan();
  const cancel = useCommand("/api/relief/receipts/{number}/void");
  const options = receipts.map((one) => ({
    value: String(one.number),
    label: w("void.one", {
      number: one.number,
      name: names(one.organisation_id),
      amount: money(one.amount_fen),
    }),
  }));
  return (
    <Fold title={w("void.fold")} testId="void-receipt">
      <Form
        fields={{
          number: choice(w("void.receipt"), options),
          reason: text(w("void.reason"), { most: 200 }),
        }}
        command={cancel}
        send={({ number, reason }) => cancel.send({ path: { number: Number(number) }, body: { reason } })}
        clears
        sure={w("void.sure")}
        action={w("void.action")}
        done={({ number }) => w("void.done", { number })}
      />
    </Fold>
  );
}
