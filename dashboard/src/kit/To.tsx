/** Links between pages by their places: a page that is not there, or a missing part of its address, does not compile. */
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";
import type { Aim, ParamsOf, Place, SearchOf } from "./place";

interface Linked {
  className?: string;
  title?: string;
  children: ReactNode;
  current?: boolean | undefined;
  testId?: string;
}

type LinkProps = ComponentProps<typeof Link>;

export function To<P extends Place>({
  place,
  params,
  search,
  current,
  testId,
  ...link
}: Aim<P> & Linked & { place: P }) {
  const where = { to: place.to, params, search } as unknown as Pick<LinkProps, "to">;
  return (
    <Link {...where} {...link} aria-current={current ? "true" : undefined} data-testid={testId}>
      {link.children}
    </Link>
  );
}

/** Goes to a page after something has happened. */
export function useGo(): <P extends Place>(
  place: P,
  aim: Aim<P> & { replace?: boolean; resetScroll?: boolean },
) => void {
  const navigate = useNavigate();
  return (place, aim) => void navigate({ to: place.to, ...aim } as unknown as Parameters<typeof navigate>[0]);
}

/** The parts of this page's address. */
export function useParts<P extends Place>(_: P): ParamsOf<P> {
  return useParams({ strict: false } as never) as unknown as ParamsOf<P>;
}

/** What stands after the question mark of this page's address. */
export function useAddress<P extends Place>(_: P): SearchOf<P> {
  return useSearch({ strict: false } as never) as unknown as SearchOf<P>;
}
