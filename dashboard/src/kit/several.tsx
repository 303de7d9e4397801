/** Fields that come several times in one form, such as the members of a household: `name-0`, `name-1` and so on. */
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import type { Fields, Values } from "./fields";

type Upto<N extends number, Before extends number[] = []> = Before["length"] extends N
  ? Before[number]
  : Upto<N, [...Before, Before["length"]]>;
type Place = Upto<100>;

type Placed<F> = { [Name in keyof F & string as `${Name}-${Place}`]?: F[Name] };

export interface Several<F extends Fields> {
  /** To be spread into a form's fields. */
  fields: Placed<F>;
  /** Each of them as a row of the form. */
  rows: (keyof Placed<F> & string)[][];
  /** The values, one for each of them, out of the form's. */
  read: (values: Placed<Values<F>>) => Values<F>[];
}

/** The fields of `make` so many times; at most a hundred. */
export function several<F extends Fields>(count: number, make: (place: number) => F): Several<F> {
  const places = Array.from({ length: Math.min(count, 100) }, (_, place) => place);
  const each = places.map((place) => ({ place, made: make(place) }));
  const at = (name: string, place: number) => `${name}-${place}`;
  const fields = each.flatMap(({ place, made }) =>
    Object.entries(made).map(([name, field]) => [at(name, place), field]),
  );
  return {
    fields: Object.fromEntries(fields),
    rows: each.map(({ place, made }) =>
      Object.keys(made).map((name) => at(name, place)),
    ) as Several<F>["rows"],
    read: (values) =>
      each.map(({ place, made }) => {
        const given = values as Record<string, unknown>;
        return Object.fromEntries(
          Object.keys(made).map((name) => [name, given[at(name, place)]]),
        ) as Values<F>;
      }),
  };
}

/** As many as the reader wants: with the button for one more. */
export function useSeveral<F extends Fields>(
  { first = 1, most, more }: { first?: number; most: number; more: string },
  make: (place: number) => F,
): Several<F> & { more: ReactNode } {
  const [count, setCount] = useState(first);
  return {
    ...several(count, make),
    more: (
      <div>
        <Button disabled={count >= most} onClick={() => setCount(count + 1)}>
          {more}
        </Button>
      </div>
    ),
  };
}
