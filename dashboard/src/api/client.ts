/** Requests to the gateway: same origin only, the CSRF token on unsafe ones, every refusal a ProblemError. */
import type { Problem } from "./types";

/** A refusal, or no answer at all (`code` is then "network-down" or "deadline-exceeded", `status` 0). */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem.code);
    this.name = "ProblemError";
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

export interface Answer<T> {
  body: T;
  replayed: boolean;
}

interface Asked {
  method?: "GET" | "POST" | "DELETE";
  body?: unknown;
  /** One per form submission and reused when that submission is tried again. */
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
}

/** The gateway's own deadline is 10 s; a little more, so that its clear answer arrives before ours. */
const DEADLINE_MS = 15_000;
const PUBLIC = /^\/api\/[a-z]+\/public\//;
let csrfToken: string | null = null;

export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

function headersOf({ method = "GET", body, idempotencyKey }: Asked): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (method !== "GET" && csrfToken) headers.set("X-CSRF-Token", csrfToken);
  if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
  return headers;
}

async function send(path: string, asked: Asked): Promise<Response> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = asked.signal ? AbortSignal.any([asked.signal, deadline]) : deadline;
  try {
    return await fetch(path, {
      method: asked.method ?? "GET",
      headers: headersOf(asked),
      body: asked.body === undefined ? null : JSON.stringify(asked.body),
      // What is public is asked as anybody: who objects to a notice leaves no trace of being signed in.
      credentials: PUBLIC.test(path) ? "omit" : "same-origin",
      cache: "no-store",
      signal,
    });
  } catch (error) {
    if (asked.signal?.aborted) throw error;
    throw new ProblemError(noAnswer(deadline.aborted ? "deadline-exceeded" : "network-down"));
  }
}

/** Ask the gateway. Throws ProblemError for every answer that is not 2xx, and when there is none. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<Answer<T>> {
  const response = await send(path, asked);
  if (!response.ok) {
    const wait = Number(response.headers.get("Retry-After"));
    throw new ProblemError(await problemOf(response), Number.isFinite(wait) && wait > 0 ? wait : null);
  }
  const body = response.status === 204 ? undefined : await response.json();
  return { body: body as T, replayed: response.headers.get("Idempotency-Replayed") === "true" };
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask<T>(path, { signal })).body;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || String(response.status),
    status: response.status,
    code: "unexpected-answer",
  };
  try {
    const body = (await response.json()) as Partial<Problem>;
    return typeof body.code === "string" ? { ...fallback, ...body } : fallback;
  } catch {
    return fallback;
  }
}

function noAnswer(code: string): Problem {
  return { type: "about:blank", title: "", status: 0, code };
}
