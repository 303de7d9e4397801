/** Every problem code this dashboard has words for; a test holds both languages against this list. */
import type { TFunction } from "i18next";
import { ProblemError } from "./client";

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
