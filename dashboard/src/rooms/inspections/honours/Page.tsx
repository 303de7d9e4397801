/** Awards, pledges, the campaign's tallies and the staff training register (INS-15, INS-16). */
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import "../../../styles/inspections.css";
import { shops, useEstablishments } from "../lists";
import { words as room } from "../words";
import { Campaigns } from "./Campaigns";
import { place } from "./place";
import { Training } from "./Training";
import { words } from "./words";

type Award = View<"inspections-AwardView">;

const REASONS = ["breach", "false-declaration", "business-ended"] as const;

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <div className="two">
        <Awards />
        <Pledges />
      </div>
      <Campaigns />
      <Training />
    </Frame>
  );
}

/** For which business, and until when. */
function useTerm() {
  const w = useWords(words);
  const r = useWords(room);
  return {
    establishment_id: choice(r("establishment"), shops(useEstablishments()), { choose: r("choose") }),
    ends_on: day(w("ends_on")),
  };
}

function Awards() {
  const w = useWords(words);
  const r = useWords(room);
  const awards = useList("/api/inspections/awards", {}, {});
  const propose = useCommand("/api/inspections/awards");
  return (
    <section className="card stack" aria-labelledby="awards">
      <h2 id="awards">{r("award.kind.demonstration-post")}</h2>
      <Form
        fields={useTerm()}
        rows={[["establishment_id", "ends_on"]]}
        command={propose}
        send={(values) => propose.send({ body: { kind: "demonstration-post", ...values } })}
        clears
        action={w("propose")}
        done={w("proposed")}
        testId="propose-award"
      />
      <Listed of={awards} empty={w("no_awards")}>
        {(rows) => (
          <ul className="plain-list">
            {rows.map((one) => (
              <li key={one.award_id} data-testid="award">
                <AwardRow award={one} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}

function AwardRow({ award }: { award: Award }) {
  const w = useWords(words);
  const r = useWords(room);
  const path = { award_id: award.award_id };
  return (
    <>
      <span className="row">
        <strong>{award.establishment_name}</strong>
        <span className={award.state === "suspended" ? "late" : undefined}>
          {r.of("award.state", award.state)}
        </span>
        <span className="hint">{r("ends", { day: award.ends_on })}</span>
        <SourceTag source={award.source} />
      </span>
      <span className="row">
        {award.state === "proposed" && (
          <Do primary path="/api/inspections/awards/{award_id}/grant" order={{ path }} done={r("done")}>
            {w("grant")}
          </Do>
        )}
      </span>
      {["proposed", "granted", "suspended"].includes(award.state) && <Revoke path={path} />}
    </>
  );
}

function Revoke({ path }: { path: { award_id: string } }) {
  const w = useWords(words);
  const r = useWords(room);
  const revoke = useCommand("/api/inspections/awards/{award_id}/revoke");
  return (
    <details className="stack">
      <summary>{w("revoke")}</summary>
      <Form
        fields={{
          reason: choice(
            w("why"),
            REASONS.map((value) => ({ value, label: w(`revocation.${value}`) })),
            { choose: r("choose") },
          ),
        }}
        command={revoke}
        send={(values) => revoke.sendAll(values, { path })}
        primary={false}
        sure={w("revoke_sure")}
        action={w("revoke")}
        done={r("done")}
      />
    </details>
  );
}

function Pledges() {
  const w = useWords(words);
  const r = useWords(room);
  const pledges = useList("/api/inspections/pledges", {}, {});
  const sign = useCommand("/api/inspections/pledges");
  return (
    <section className="card stack" aria-labelledby="pledges">
      <h2 id="pledges">{r("pledge_of")}</h2>
      <Form
        fields={useTerm()}
        rows={[["establishment_id", "ends_on"]]}
        command={sign}
        send={(values) => sign.sendAll(values, {})}
        clears
        action={w("sign")}
        done={w("signed")}
        testId="sign-pledge"
      />
      <Listed of={pledges} empty={w("no_pledges")}>
        {(rows) => (
          <ul className="plain-list">
            {rows.map((one) => (
              <li key={one.pledge_id} className="row" data-testid="pledge">
                <strong>{one.establishment_name}</strong>
                <span className={one.state === "broken" ? "late" : undefined}>
                  {r.of("pledge.state", one.state)}
                </span>
                <span className="hint">{r("ends", { day: one.ends_on })}</span>
                <SourceTag source={one.source} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}
