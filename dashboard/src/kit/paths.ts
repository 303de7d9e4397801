/** The gateway's routes as types, from the generated `paths`: what each one asks for and what it answers. */
import type { components, paths } from "../api/schema";

/** A shape of the API by its name: `View<"activities-NeedView">`. */
export type View<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Method = "get" | "post" | "delete";
type Routed<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

/** Paths that can be read. */
export type ReadPath = Routed<"get">;
/** Paths where something is only taken away: their one command is a DELETE. */
export type DeletePath = Exclude<Routed<"delete">, Routed<"post">>;
/** Paths of commands. */
export type CommandPath = Routed<"post"> | DeletePath;

type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;
type Parameters<O, In extends "path" | "query"> = O extends { parameters: infer All }
  ? All extends { [K in In]?: infer Found }
    ? Exclude<Found, undefined> extends never
      ? unknown
      : Exclude<Found, undefined>
    : unknown
  : unknown;
type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : undefined;
type Success<O> = O extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202 | 204)]> : never;

/** What a read needs: the names in its path and its query, in one object. */
export type Asked<P extends ReadPath> = Flat<
  Parameters<Operation<P, "get">, "path"> & Parameters<Operation<P, "get">, "query">
>;
export type Answer<P extends ReadPath> = Success<Operation<P, "get">>;
/** What a path does as a command. */
type Act<P extends CommandPath> = P extends DeletePath ? Operation<P, "delete"> : Operation<P, "post">;
export type Reply<P extends CommandPath> = Success<Act<P>>;

type BodyPart<O> = O extends { requestBody: { content: { "application/json": infer Body } } }
  ? { body: Body }
  : O extends { requestBody?: { content: { "application/json": infer Body } } }
    ? { body?: Body }
    : unknown;
type PathPart<P extends CommandPath> =
  Parameters<Act<P>, "path"> extends infer Names
    ? unknown extends Names
      ? unknown
      : { path: Names }
    : never;
type Flat<T> = { [K in keyof T]: T[K] };

/** What a command is sent with: `path` and `body`, each only where the route has it. */
export type Order<P extends CommandPath> = Flat<BodyPart<Act<P>> & PathPart<P>>;
export type Body<P extends CommandPath> = Order<P> extends { body?: infer B } ? Exclude<B, undefined> : never;

type KeysOf<T> = T extends unknown ? keyof T : never;
/** Demands of values that each of them is a field of the body: a name that the route does not know is said by the compiler. */
export type Known<B, P extends CommandPath> = [Exclude<keyof B, KeysOf<Body<P>>>] extends [never]
  ? unknown
  : { "no field of the body": Exclude<keyof B, KeysOf<Body<P>>> };

/** An argument that may be left out where nothing in it is required. */
export type Given<T> = Record<never, never> extends T ? [given?: T] : [given: T];

type Values = Readonly<Record<string, unknown>>;

/** The address of a path: its names filled in, the other values as its query. */
export function address(path: string, values: Values = {}): string {
  const left = new Map(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
  const filled = path.replace(/{(\w+)}/g, (_, name: string) => {
    const value = left.get(name);
    if (value === undefined || value === "") throw new Error(`${path} lacks ${name}`);
    left.delete(name);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams([...left].map(([name, value]) => [name, String(value)])).toString();
  return query ? `${filled}?${query}` : filled;
}

/** The room of a path: everything cached of it is asked for anew after one of its commands. */
export function roomOf(path: string): string {
  return path.split("/")[2] ?? "";
}
