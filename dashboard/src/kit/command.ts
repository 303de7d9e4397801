/** The one way to send a command: typed, one key a submission, one submission at a time, answers refreshed after it. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ask } from "../api/client";
import { sessionQuery } from "../api/queries";
import {
  address,
  type Body,
  type CommandPath,
  type DeletePath,
  type Known,
  type Order,
  type ReadPath,
  type Reply,
  roomOf,
} from "./paths";

const PUBLIC = /^\/api\/[a-z]+\/public\//;
const OVERVIEW = [["overview"]];

export interface Commanding<P extends CommandPath> {
  /** Sends it, unless it is under way. `done` is called with the reply once the command has succeeded. */
  send: (order: Order<P>, done?: (reply: Reply<P>) => void) => void;
  /** Sends a form's values as the body, each of which has to be a field of it; `rest` has the path's names, or nothing. */
  sendAll: <B extends Body<P>>(
    values: B & Known<B, P>,
    rest: Omit<Order<P>, "body">,
    done?: (reply: Reply<P>) => void,
  ) => void;
  /** The last order once more, with the same key: it cannot happen twice. */
  again: () => void;
  reset: () => void;
  isPending: boolean;
  error: Error | null;
  reply: Reply<P> | undefined;
  isDone: boolean;
  /** The server had done this very submission before. */
  replayed: boolean;
  /** What was sent last. */
  order: Order<P> | undefined;
}

/** Types are not there when the page runs; a path that is missing here, or too many, does not compile. */
const DELETED: Readonly<Record<DeletePath, true>> = { "/api/programs/{program_id}": true };

interface Sent {
  path?: Record<string, unknown>;
  body?: unknown;
}

/** A page that one can see without signing in may be seen signed in: a command then needs the session's token. */
async function bringToken(client: QueryClient, path: string): Promise<void> {
  if (!PUBLIC.test(path)) await client.ensureQueryData(sessionQuery).catch(() => null);
}

function refresh(client: QueryClient, path: CommandPath, only: readonly ReadPath[] | undefined) {
  const keys = only?.map((one) => [roomOf(one), one]) ?? [[roomOf(path)], ...OVERVIEW];
  return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/**
 * A command of this path. After it every answer of its room and Today's figures are asked for anew; with `refreshes`
 * only the answers of these paths.
 */
export function useCommand<P extends CommandPath>(
  path: P,
  { refreshes }: { refreshes?: readonly ReadPath[] } = {},
): Commanding<P> {
  const client = useQueryClient();
  const key = useRef<{ order: string; key: string } | null>(null);
  // A second click comes before the button is drawn as pending; only a ref knows it in time.
  const underway = useRef(false);
  const mutation = useMutation({
    mutationFn: async (sent: Sent) => {
      await bringToken(client, path);
      // The same order tried again carries the same key, so it cannot happen twice.
      const order = JSON.stringify(sent);
      if (key.current?.order !== order) key.current = { order, key: crypto.randomUUID() };
      const to = address(path, sent.path);
      return ask<Reply<P>>(to, {
        method: path in DELETED ? "DELETE" : "POST",
        body: sent.body,
        idempotencyKey: key.current.key,
      });
    },
    onSuccess: () => {
      key.current = null;
    },
    onSettled: () => refresh(client, path, refreshes),
  });
  const go = (sent: Sent, done?: (reply: Reply<P>) => void) => {
    if (underway.current) return;
    underway.current = true;
    mutation.mutate(sent, {
      onSuccess: ({ body }) => done?.(body),
      onSettled: () => {
        underway.current = false;
      },
    });
  };
  return {
    send: (order, done) => go(order as Sent, done),
    sendAll: (values, rest, done) => go({ ...rest, body: values }, done),
    again: () => mutation.variables && go(mutation.variables),
    reset: mutation.reset,
    isPending: mutation.isPending,
    error: mutation.error,
    reply: mutation.data?.body,
    isDone: mutation.isSuccess,
    replayed: mutation.data?.replayed ?? false,
    order: mutation.variables as Order<P> | undefined,
  };
}

type Resettable = {
  reset: () => void;
  send: (...given: never[]) => void;
  sendAll: (...given: never[]) => void;
};

/** Of several commands of a page, what came of the one sent last is shown: sending one forgets the others' outcomes. */
export function oneAtATime<C extends Readonly<Record<string, Resettable>>>(of: C): C {
  const all: Resettable[] = Object.values(of);
  const alone = (one: Resettable, send: Resettable["send"]): Resettable["send"] => {
    return (...given) => {
      for (const other of all) if (other !== one) other.reset();
      send(...given);
    };
  };
  const sole = (one: Resettable): Resettable => ({
    ...one,
    send: alone(one, one.send),
    sendAll: alone(one, one.sendAll),
  });
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, sole(one)])) as C;
}
