/**
 * Naming what is to be inspected, without an account: with a paper code of the stall, which is a verified vote, or with
 * a name, which is kept and shown apart. A resident who is signed in votes as that account.
 */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { sessionQuery } from "../../../api/queries";
import { idNumberFlaw } from "../../../format/idNumber";
import { type Commanding, useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, type Field, type Fields, text } from "../../../kit/fields";
import { Outcome } from "../../../kit/Outcome";
import type { CommandPath, View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Toggle } from "../../../parts/Toggle";
import { words as room } from "../words";
import { PlaceSearch, usePlaceSearch } from "./PlaceSearch";
import { receipt } from "./receipt";
import { words } from "./words";

type Round = View<"inspections-PublicRound">;
type Way = "account" | "code" | "name";

const PHONE = /^1[3-9][0-9]{9}$/;
const CODE = /^[0-9A-Za-z]{5}[ -]?[0-9A-Za-z]{5}$/;

export function NominationForm({ round }: { round: Round }) {
  const w = useWords(words);
  const session = useQuery(sessionQuery);
  const search = usePlaceSearch();
  const [chosen, choose] = useState<Way>("code");
  // What was chosen stays chosen when one changes the way of voting.
  const named = useNamed(round, search.options);
  const signedIn = session.data?.permissions.includes("inspections:vote") ?? false;
  const way: Way = signedIn ? "account" : chosen;
  const Vote = { account: ByAccount, code: ByCode, name: ByName }[way];
  return (
    <div className="stack" data-testid="nomination-form">
      <PlaceSearch {...search} />
      {!signedIn && (
        <Toggle
          label={w("way")}
          value={chosen}
          change={choose}
          options={(["code", "name"] as const).map((one) => ({ value: one, label: w(`way_${one}`) }))}
        />
      )}
      <Vote key={way} round={round} named={named} />
    </div>
  );
}

/** The two fields of every vote. */
function useNamed(round: Round, options: ReturnType<typeof usePlaceSearch>["options"]) {
  const w = useWords(words);
  const r = useWords(room);
  const [place, setPlace] = useState("");
  const [category, setCategory] = useState("");
  return {
    establishment_id: choice(w("which"), options, { choose: r("choose"), initial: place, changed: setPlace }),
    category: choice(
      w("what"),
      round.categories.map((value) => ({ value, label: r.of("category", value) })),
      { initial: category || (round.categories[0] ?? ""), changed: setCategory },
    ),
  };
}

interface VoteProps {
  round: Round;
  named: ReturnType<typeof useNamed>;
}

function ByAccount({ round, named }: VoteProps) {
  const w = useWords(words);
  const vote = useCommand("/api/inspections/me/rounds/{round_id}/nomination");
  return (
    <Ballot
      fields={named}
      command={vote}
      send={(values) => vote.sendAll(values, { path: { round_id: round.round_id } })}
      says={w("says_account")}
      thanks={w("thanks_counts")}
    />
  );
}

function ByCode({ round, named }: VoteProps) {
  const w = useWords(words);
  const vote = useCommand("/api/inspections/public/rounds/{round_id}/code-nominations");
  return (
    <Ballot
      fields={{ ...named, code: text(w("code"), { most: 12, testId: "nomination-code" }) }}
      command={vote}
      flaw={({ code }) => (CODE.test(code) ? null : w("code_wrong"))}
      send={(values) => vote.sendAll(values, { path: { round_id: round.round_id } })}
      says={w("says_code")}
      thanks={w("thanks_counts")}
    />
  );
}

function ByName({ round, named }: VoteProps) {
  const w = useWords(words);
  const vote = useCommand("/api/inspections/public/rounds/{round_id}/nominations");
  return (
    <Ballot
      fields={{
        ...named,
        name: text(w("name"), { most: 200, testId: "nomination-name" }),
        known: text(w("known"), { most: 18, testId: "nomination-known" }),
      }}
      command={vote}
      flaw={({ known }) =>
        PHONE.test(known) || idNumberFlaw(known.toUpperCase()) === null ? null : w("known_wrong")
      }
      send={({ known, ...values }) =>
        vote.send({
          path: { round_id: round.round_id },
          body: PHONE.test(known)
            ? { ...values, phone: known, receipt: receipt() }
            : { ...values, id_number: known.toUpperCase(), receipt: receipt() },
        })
      }
      says={w("says_name")}
      thanks={w("thanks_apart")}
    />
  );
}

type ValuesOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V> ? V : never };

interface BallotProps<F extends Fields, P extends CommandPath> {
  fields: F;
  command: Commanding<P>;
  /** What is wrong with the values as they were typed. */
  flaw?: (values: ValuesOf<F>) => string | null;
  send: (values: ValuesOf<F>) => void;
  says: ReactNode;
  thanks: string;
}

function Ballot<F extends Fields, P extends CommandPath>(props: BallotProps<F, P>) {
  const { fields, command, flaw, send, says, thanks } = props;
  const w = useWords(words);
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <>
      <Form
        fields={fields}
        command={command}
        send={(values) => {
          const found = flaw?.(values) ?? null;
          setWrong(found);
          if (found === null) send(values);
        }}
        clears
        action={w("submit")}
        actionTestId="nomination-submit"
        outcome={false}
      >
        <p className="hint">{says}</p>
      </Form>
      <div data-testid="nomination-result">
        {wrong ? (
          <p className="field-wrong" role="alert">
            {wrong}
          </p>
        ) : (
          <Outcome of={command} done={thanks} />
        )}
      </div>
    </>
  );
}
