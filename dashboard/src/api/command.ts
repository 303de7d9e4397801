/** One way for a page to send a command: one key a submission, one submission at a time, lists refreshed after it. */
import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Answer, ask } from "./client";

export interface Command {
  path: string;
  body?: unknown;
}

/** `refreshes` are the beginnings of the query keys whose answers a done command makes old. */
export function useCommand<Reply>(...refreshes: QueryKey[]): UseMutationResult<
  Answer<Reply>,
  Error,
  Command
> & {
  send: (command: Command, done?: () => void) => void;
} {
  const client = useQueryClient();
  const key = useRef<{ order: string; key: string } | null>(null);
  // A second click comes before the button is drawn as pending; only a ref knows it in time.
  const underway = useRef(false);
  const mutation = useMutation({
    mutationFn: ({ path, body }: Command): Promise<Answer<Reply>> => {
      // The same order tried again carries the same key, so it cannot happen twice.
      const order = JSON.stringify([path, body]);
      if (key.current?.order !== order) key.current = { order, key: crypto.randomUUID() };
      return ask<Reply>(path, { method: "POST", body, idempotencyKey: key.current.key });
    },
    onSuccess: () => {
      key.current = null;
    },
    onSettled: () => Promise.all(refreshes.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const send = (command: Command, done?: () => void) => {
    if (underway.current) return;
    underway.current = true;
    mutation.mutate(command, {
      onSuccess: () => done?.(),
      onSettled: () => {
        underway.current = false;
      },
    });
  };
  return { ...mutation, send };
}
