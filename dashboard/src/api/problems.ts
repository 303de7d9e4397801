/** Every problem code this dashboard has words for; a test holds both languages against this list. */
import type { TFunction } from "i18next";
import { ProblemError } from "./client";
import { INSPECTION_CODES } from "./inspectionCodes";

export const PROBLEM_CODES = [
  // signing in and permissions
  "credentials-wrong",
  "account-locked",
  "session-ended",
  "sign-in-first",
  "key-invalid",
  "token-missing",
  "token-invalid",
  "csrf-token-wrong",
  "permission-missing",
  // the way through the house
  "rate-limited",
  "room-unavailable",
  "deadline-exceeded",
  "database-unavailable",
  "not-ready",
  "network-down",
  "unexpected-answer",
  "internal",
  "not-found",
  "method-not-allowed",
  "body-too-large",
  "body-too-slow",
  "body-incomplete",
  "invalid-request",
  "idempotency-key-reused",
  "command-in-flight",
  // activities
  "session-unknown",
  "session-full",
  "already-registered",
  "session-over",
  "activity-not-published",
  "activity-unknown",
  "activity-already-published",
  "registered-in-the-future",
  "registration-unknown",
  "registration-cancelled",
  "registration-already-cancelled",
  "already-checked-in",
  "too-early-to-check-in",
  "scanned-in-the-future",
  "venue-unknown",
  "organisation-unknown",
  "event-unknown",
  "activity-already-exists",
  "already-exists",
  "broker-unavailable",
  "more-than-your-own",
  "organisation-already-exists",
  "organisation-name-taken",
  "program-name-taken",
  "program-unknown",
  "range-is-empty",
  "range-too-long",
  "role-unknown",
  "role-not-given-here",
  "organisation-missing",
  "username-taken",
  "session-already-exists",
  "session-ends-before-start",
  "session-too-long",
  "venue-already-exists",
  "venue-name-taken",
  // inspections
  "establishment-already-exists",
  "establishment-name-taken",
  "establishment-unknown",
  "nominated-in-the-future",
  "one-nomination-a-round",
  "opened-in-the-future",
  "result-already-published",
  "result-not-published",
  "round-already-closed",
  "round-already-exists",
  "round-closes-before-it-opens",
  "round-not-open",
  "round-unknown",
  "sample-already-exists",
  "sample-not-analysed",
  "sample-unknown",
  "supersede-without-reason",
  "taken-before-the-round",
  "taken-in-the-future",
  "verifier-is-analyst",
  ...INSPECTION_CODES,
  // relief
  "agreement-already-exists",
  "agreement-unknown",
  "already-signed",
  "approver-is-submitter",
  "claim-already-exists",
  "claim-already-settled",
  "claim-unknown",
  "disbursement-not-approved",
  "disbursement-not-requested",
  "disbursement-unknown",
  "donation-already-exists",
  "entry-already-posted",
  "fund-already-exists",
  "fund-insufficient",
  "fund-unknown",
  "not-a-party",
  "party-named-twice",
  "payer-is-approver",
  "payer-is-submitter",
  "project-already-exists",
  "project-fully-claimed",
  "project-unknown",
  "agreement-already-ended",
  "agreement-already-renewed",
  "agreement-not-in-force",
  "already-approved",
  "approvals-missing",
  "case-above-cap",
  "case-already-exists",
  "case-approver-is-submitter",
  "case-approver-is-validator",
  "case-erased",
  "case-grant-exceeded",
  "case-months-exceeded",
  "case-not-approved",
  "case-not-draft",
  "case-not-valid",
  "case-not-validated",
  "case-still-open",
  "case-unknown",
  "case-validator-is-submitter",
  "claim-needs-one-measure",
  "consented-in-the-future",
  "disbursement-already-settled",
  "disbursement-expired",
  "disclosure-already-exists",
  "donation-is-reversed",
  "donation-unknown",
  "donor-consent-missing",
  "entry-already-reversed",
  "entry-not-reversible",
  "entry-unknown",
  "fund-already-closed",
  "fund-closed",
  "fund-has-reservations",
  "fund-still-open",
  "household-above-cap",
  "line-fully-claimed",
  "line-unknown",
  "living-standard-already-exists",
  "member-named-twice",
  "member-unknown",
  "notice-already-exists",
  "notice-closed",
  "notice-missing",
  "notice-still-open",
  "notice-unknown",
  "objection-already-decided",
  "objection-decider-is-submitter",
  "objection-open",
  "objection-unknown",
  "objection-upheld",
  "purpose-not-allowed",
  "purpose-unchanged",
  "receipt-already-exists",
  "receipt-already-voided",
  "receipt-unknown",
  "related-party",
  "relation-already-exists",
  "reverser-is-recorder",
  "standard-unknown",
  "term-ends-before-it-starts",
  "working-calendar-unknown",
  "received-in-the-future",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const FIELD_CODES = [
  "missing",
  "value-error",
  "string-pattern-mismatch",
  "string-too-long",
  "string-too-short",
  "literal-error",
  "uuid-parsing",
  "extra-forbidden",
] as const;

const known: ReadonlySet<string> = new Set(PROBLEM_CODES);
const knownFields: ReadonlySet<string> = new Set(FIELD_CODES);

/** What went wrong, in the reader's words; an unknown code falls back to the problem's own title. */
export function explain(t: TFunction, error: unknown): string {
  if (!(error instanceof ProblemError)) return t("problem.unexpected-answer");
  const { problem } = error;
  if (!known.has(problem.code)) return problem.title || problem.code;
  const room = problem.room ? t(`room.${problem.room}`, { defaultValue: problem.room }) : t("room.some");
  return t(`problem.${problem.code}`, { room });
}

/** The fields a validation refused: form field name → words. */
export function explainFields(t: TFunction, error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError) || !error.problem.errors) return {};
  const words: Record<string, string> = {};
  for (const { field, code } of error.problem.errors) {
    words[field] = t(knownFields.has(code) ? `field.${code}` : "field.value-error");
  }
  return words;
}

export function isForbidden(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 403;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}
