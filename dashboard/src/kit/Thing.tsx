/** The page of one thing: where it belongs, what is known of it, what can be done now and by which role, what happened. */
import { type ReactNode, useId } from "react";
import { HELD_BY, type Permission } from "../api/permissions";
import { useSession } from "../app/session";
import type { Place } from "./place";
import { type Kept, Timeline } from "./Timeline";
import { To } from "./To";
import { inLanguage, useLanguage, useShared } from "./words";
import "../styles/thing.css";

/** What is known: its name, and its value; without a value it is left out. */
export type Known = readonly [name: string, value: ReactNode];

/** Something that is done with the thing. */
export interface Doing {
  /** What it is called, in a few words. */
  title: string;
  /** Where several may be called the same. */
  id?: string;
  permission: Permission;
  /** Why it cannot be done now; with it, the act is not shown. */
  not?: string | false | null | undefined;
  /** The button or the form, for those who may. */
  act: ReactNode;
}

interface ThingProps {
  place: Place;
  name: string;
  /** Where it stands, as a tag. */
  state?: ReactNode;
  /** The page that lists things of this kind: a link for those who may open it. */
  back: Place;
  /** What stands between the list and the thing: links to the things that it belongs to. */
  within?: readonly ReactNode[];
  facts: readonly Known[];
  doings?: readonly (Doing | false)[];
  /** What came of the acts, where they have it in common. */
  outcome?: ReactNode;
  /** Beside the heading: a print, a download. */
  ways?: ReactNode;
  history?: Kept;
  /** Its own lists and figures. */
  children?: ReactNode;
}

export function Thing(props: ThingProps) {
  const {
    place,
    name,
    state,
    back,
    within = [],
    facts,
    doings = [],
    outcome,
    ways,
    history,
    children,
  } = props;
  const t = useShared();
  const language = useLanguage();
  return (
    <div className="page thing" data-testid="thing">
      <Crumbs back={back} within={within} name={name} />
      <div className="page-head">
        <div>
          <h1>{name}</h1>
          <p className="page-day">
            {inLanguage(place.title, language)} {state}
          </p>
        </div>
        {ways}
      </div>
      <div className="thing-parts">
        <div className="thing-main">
          <section className="card stack">
            <h2>{t("thing.facts")}</h2>
            <Facts of={facts} />
          </section>
          {doings.length > 0 && <Doings of={doings} outcome={outcome} />}
          {children}
        </div>
        {history && <Timeline {...history} />}
      </div>
    </div>
  );
}

function Crumbs({ back, within, name }: { back: Place; within: readonly ReactNode[]; name: string }) {
  const t = useShared();
  const language = useLanguage();
  const { permissions } = useSession();
  const title = inLanguage(back.title, language);
  const mayOpen = (permissions as readonly string[]).includes(back.permission);
  return (
    <nav className="crumbs" aria-label={t("thing.crumbs")}>
      <ol>
        <li>{mayOpen ? <To place={back}>{title}</To> : title}</li>
        {within.map((step, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps keep their places
          <li key={position}>{step}</li>
        ))}
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
}

/** What is known, as a list of names and values. */
export function Facts({ of }: { of: readonly Known[] }) {
  const known = of.filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value !== false,
  );
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Doings({ of, outcome }: { of: readonly (Doing | false)[]; outcome: ReactNode }) {
  const t = useShared();
  const id = useId();
  const { permissions } = useSession();
  const doings = of.filter((one) => one !== false);
  const mine = ({ permission, not }: Doing) =>
    !not && (permissions as readonly string[]).includes(permission);
  const roles = (permission: Permission) => HELD_BY[permission].map((role) => t.of("role", role)).join(" / ");
  const others = doings.filter((one) => !mine(one));
  return (
    <section className="card stack" aria-labelledby={id} data-testid="thing-doings">
      <h2 id={id}>{t("thing.acts")}</h2>
      {outcome}
      {doings.filter(mine).map(({ title, id: key = title, act }) => (
        <div key={key} className="doing">
          {act}
        </div>
      ))}
      {others.length > 0 && (
        <ul className="plain hint">
          {others.map(({ title, id: key = title, permission, not }) => (
            <li key={key}>
              <strong>{title}</strong>{" "}
              {not ? t("thing.not_now", { why: not }) : t("thing.by", { roles: roles(permission) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
