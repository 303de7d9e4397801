/** Reading a typed path: once, as a query of the cache, or in a component. */
import { queryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import { type Answer, type Asked, address, type Given, type ReadPath, roomOf } from "./paths";

/** Ask once. */
export function read<P extends ReadPath>(path: P, asked: Asked<P>, signal?: AbortSignal): Promise<Answer<P>> {
  return get<Answer<P>>(address(path, asked as Record<string, unknown>), signal);
}

/** The cache's key of a path; keys of one room begin alike. */
export function keyOf(path: ReadPath, asked: object = {}): readonly [string, ReadPath, object] {
  return [roomOf(path), path, asked];
}

/** A query for `useQuery`, `ensureQueryData` and the like. */
export function query<P extends ReadPath>(path: P, ...[asked]: Given<Asked<P>>) {
  const values = (asked ?? {}) as Asked<P> & object;
  return queryOptions({
    queryKey: keyOf(path, values),
    queryFn: ({ signal }) => read(path, values, signal),
  });
}

/** One answer. With `asked` null it is not asked for yet. */
export function useRead<P extends ReadPath>(
  path: P,
  ...[asked]: [...(Given<Asked<P>> | [asked: null])]
): UseQueryResult<Answer<P>> {
  const values = (asked ?? {}) as Asked<P> & object;
  return useQuery({
    queryKey: keyOf(path, values),
    queryFn: ({ signal }) => read(path, values, signal),
    enabled: asked !== null,
  });
}
