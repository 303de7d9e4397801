/** Ask for money of a fund, for somebody named here or a member of a household's case; or open a case. */
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, choice, yes } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { Reply } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { useFunds } from "../lists";
import { personOf, purposes, useYuan } from "../values";
import { words as common } from "../words";
import { CaseForm } from "./CaseForm";
import { place } from "./place";
import { words } from "./words";

type Path = "/api/relief/funds/{fund_id}/disbursements";

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <div className="relief-pair">
        <RequestForm />
        <CaseForm />
      </div>
    </Frame>
  );
}

function RequestForm() {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const funds = useFunds();
  const request = useCommand("/api/relief/funds/{fund_id}/disbursements");
  const [isForCase, setForCase] = useState(false);
  const [caseFields, personFields] = [useCaseFields(), personOf(c)];
  const done = (reply: Reply<Path>) =>
    w(reply.split ? "done_split" : reply.approvals_needed === 2 ? "done_two" : "done");
  return (
    <Card title={w("money")}>
      <Form
        testId="request-form"
        fields={{
          fund_id: choice(
            w("fund"),
            funds.rows
              .filter((fund) => !fund.closed_at)
              .map((fund) => ({
                value: fund.fund_id,
                label: `${fund.title} · ${c.of("purpose", fund.purpose)} · ${money(fund.available_fen)}`,
              })),
          ),
          amount_fen: amount(w("amount"), { hint: w("amount_hint") }),
          purpose: choice(w("purpose"), purposes(c)),
          for_case: yes(w("for_case"), { changed: setForCase }),
          ...(isForCase ? caseFields : personFields),
        }}
        command={request}
        send={({ fund_id, amount_fen, purpose, ...given }) =>
          request.send({
            path: { fund_id },
            body:
              "case_id" in given
                ? { amount_fen, purpose, case_id: given.case_id, member: Number(given.member) }
                : {
                    amount_fen,
                    purpose,
                    payee: { name: given.name, phone: given.phone, id_number: given.id_number },
                  },
          })
        }
        action={w("send")}
        done={done}
      />
    </Card>
  );
}

/** An approved case with what is left of its grant, and which member of the household is paid. */
function useCaseFields() {
  const w = useWords(words);
  const money = useYuan();
  const cases = useList("/api/relief/cases", { state: "approved" }, { before: "case_id" });
  const [chosen, choose] = useState("");
  const household = cases.rows.find(({ case_id }) => case_id === chosen) ?? cases.rows[0];
  return {
    case_id: choice(
      w("case"),
      cases.rows.map((one) => ({
        value: one.case_id,
        label: `${one.number} · ${money(one.monthly_fen * one.months - one.promised_fen)} · ${one.neighbourhood}`,
      })),
      { changed: choose },
    ),
    member: choice(
      w("member"),
      Array.from({ length: household?.persons ?? 0 }, (_, place) => ({
        value: `${place + 1}`,
        label: w("household.member", { place: place + 1 }),
      })),
      { hint: w("member_hint") },
    ),
  };
}
