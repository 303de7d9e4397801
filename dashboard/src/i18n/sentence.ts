/** A fact as a sentence a person would say. */
import { yuan } from "../format/figures";
import { span } from "../format/time";
import type { SayShared } from "../kit/words";
import { nounAndVerb, SAID_EVENTS } from "./said";

/** What an event says, wherever it comes from: the live feed, or the history of a thing. */
export interface Fact {
  type: string;
  data: Readonly<Record<string, unknown>>;
}

/** Every event type the rooms publish; a new one still shows, as its raw type. */
const OWN = [
  "activities.registration-confirmed.v1",
  "activities.registration-cancelled.v1",
  "activities.attendance-checked-in.v1",
  "activities.session-scheduled.v1",
  "activities.activity-published.v1",
  "activities.venue-opened.v1",
  "activities.organisation-registered.v1",
  "activities.member-admitted.v1",
  "activities.committee-joined.v1",
  "activities.waitlist-joined.v1",
  "activities.waitlist-withdrawn.v1",
  "activities.feedback-received.v1",
  "activities.schedule-changed.v1",
  "activities.working-calendar-announced.v1",
  "activities.amenity-checked.v1",
  "activities.station-visited.v1",
  "activities.heat-alert-declared.v1",
  "inspections.nomination-made.v1",
  "inspections.sample-taken.v1",
  "inspections.result-published.v1",
  "inspections.result-superseded.v1",
  "inspections.round-opened.v1",
  "inspections.round-closed.v1",
  "inspections.establishment-registered.v1",
  "inspections.pool-published.v1",
  "inspections.round-planned.v1",
  "inspections.seed-committed.v1",
  "inspections.round-drawn.v1",
  "inspections.place-replaced.v1",
  "inspections.round-advanced.v1",
  "inspections.disposal-opened.v1",
  "inspections.disposal-closed.v1",
  "inspections.award-granted.v1",
  "inspections.award-suspended.v1",
  "inspections.award-restored.v1",
  "inspections.award-revoked.v1",
  "inspections.safety-pledge-signed.v1",
  "inspections.safety-pledge-broken.v1",
  "inspections.campaign-opened.v1",
  "inspections.tally-counted.v1",
  "relief.donation-received.v1",
  "relief.claim-accepted.v1",
  "relief.claim-withdrawn.v1",
  "relief.claim-fulfilled.v1",
  "relief.disbursement-requested.v1",
  "relief.disbursement-approved.v1",
  "relief.disbursement-rejected.v1",
  "relief.disbursement-paid.v1",
  "relief.project-opened.v1",
  "relief.fund-opened.v1",
  "relief.agreement-drafted.v1",
  "relief.agreement-signed.v1",
  "relief.agreement-activated.v1",
  "relief.agreement-ended.v1",
  "relief.agreement-terminated.v1",
  "relief.claim-lapsed.v1",
  "relief.disbursement-expired.v1",
  "relief.disbursement-reversed.v1",
  "relief.donation-reversed.v1",
  "relief.fund-purpose-changed.v1",
  "relief.fund-closed.v1",
  "relief.emergency-declared.v1",
  "relief.emergency-ended.v1",
  "relief.ledger-head-published.v1",
] as const;
export const EVENT_TYPES: readonly string[] = [...OWN, ...SAID_EVENTS];

export { nounAndVerb };

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** `names` holds what ids are called; without a name the programme stands in for an activity. */
export function sentence(t: SayShared, fact: Fact, names: Record<string, string>, language: string): string {
  const { data } = fact;
  const what = nounAndVerb(fact.type);
  const key =
    what === "nomination-made" && data.replaces
      ? "nomination-changed"
      : what === "round-closed" && data.reason
        ? "round-broken-off"
        : what;
  const money = (value: unknown) => (typeof value === "number" ? yuan(value, language) : "—");
  const programme = text(data.programme);
  const establishment = names[text(data.establishment_id)];
  const values = {
    name: text(data.name),
    title: text(data.title),
    activity:
      names[text(data.activity_id)] ?? (programme ? t.of("programme", programme) : t("fact.an_activity")),
    establishment: establishment ? t("fact.named", { name: establishment }) : t("fact.an_establishment"),
    organisation: names[text(data.organisation_id)] ?? t("fact.an_organisation"),
    when: data.starts_at && data.ends_at ? span(text(data.starts_at), text(data.ends_at), language) : "",
    capacity: text(data.capacity),
    channel: t.of("channel", text(data.channel)),
    risk: text(data.risk_class),
    nominations: text(data.nominations),
    broken_off: t.of("broken_off", text(data.reason)),
    verdict: t.of("verdict", text(data.verdict)),
    version: text(data.version),
    size: text(data.size),
    tickets: text(data.tickets),
    places: text(data.places),
    handed_out: text(data.handed_out),
    state: t.of("round_state", text(data.state)),
    amount: money(data.amount_fen),
    need: money(data.need_fen),
    need_state: t.of("need_state", text(data.state)),
  };
  const said = t.of("fact.say", key, values);
  return said === key ? t("fact.say.other") : said;
}
