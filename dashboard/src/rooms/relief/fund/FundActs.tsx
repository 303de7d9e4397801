/** What is done with a fund: a donation is recorded, its purpose changes, the public hears of it, it is closed. */
import type { ReactNode } from "react";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, choice, moment, text, yes } from "../../../kit/fields";
import { Outcome } from "../../../kit/Outcome";
import type { Doing } from "../../../kit/Thing";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import type { Fund } from "../lists";
import { useOrganisationOptions, useYuan } from "../values";
import { words as common } from "../words";
import { ChangePurpose } from "./ChangePurpose";
import { Emergency } from "./Emergency";
import { words } from "./words";

/** Each act with who may do it, and what came of closing: said also when the fund has no such button any more. */
export function useFundActs(fund: Fund): { doings: readonly Doing[]; outcome: ReactNode } {
  const w = useWords(words);
  const close = useCommand("/api/relief/funds/{fund_id}/close");
  const not = fund.closed_at && w("fund_closed");
  const doings: Doing[] = [
    {
      title: w("donation.fold"),
      permission: "relief:receive",
      not,
      act: <RecordDonation fund={fund} />,
    },
    { title: w("change.fold"), permission: "relief:manage", not, act: <ChangePurpose fund={fund} /> },
    { title: w("disclose.fold"), permission: "relief:manage", act: <Disclose fund={fund} /> },
    { title: w("emergency.title"), permission: "relief:manage", not, act: <Emergency fund={fund} /> },
    {
      title: w("close.action"),
      permission: "relief:manage",
      not,
      act: (
        <Act
          command={close}
          order={{ path: { fund_id: fund.fund_id } }}
          sure={w("close.sure")}
          testId="close-fund"
        >
          {w("close.action")}
        </Act>
      ),
    },
  ];
  return { doings, outcome: <Outcome of={close} done={w("close.done")} testId="fund-outcome" /> };
}

function RecordDonation({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const organisations = useOrganisationOptions();
  const receive = useCommand("/api/relief/funds/{fund_id}/donations");
  return (
    <Fold title={w("donation.fold")} testId="record-donation">
      <Form
        fields={{
          organisation_id: choice(w("donation.donor"), organisations, { choose: c("choose") }),
          amount_fen: amount(w("donation.amount")),
          received_at: moment(c("optional", { label: w("donation.received_at") }), {
            optional: true,
            hint: w("donation.received_hint"),
          }),
        }}
        command={receive}
        send={(body) => receive.send({ path: { fund_id: fund.fund_id }, body })}
        clears
        action={w("donation.action")}
        done={({ available_fen }) => w("donation.done", { available: money(available_fen) })}
      />
    </Fold>
  );
}

function Disclose({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const disclose = useCommand("/api/relief/funds/{fund_id}/disclosures");
  return (
    <Fold title={w("disclose.fold")} testId="disclose">
      <Form
        fields={{
          document: text(w("disclose.document"), { most: 200 }),
          ...(fund.closed_at ? { final: yes(w("disclose.final"), { initial: true }) } : {}),
        }}
        command={disclose}
        send={({ document, final }) =>
          disclose.send({ path: { fund_id: fund.fund_id }, body: { document, final: final ?? false } })
        }
        clears
        sure={w("disclose.sure")}
        action={w("disclose.action")}
        done={({ disclosed_on }) => w("disclose.done", { day: disclosed_on })}
      />
    </Fold>
  );
}
