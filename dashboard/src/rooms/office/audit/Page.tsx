/** The audit log for the auditor, newest first, narrowed by account, kind and day; what is chosen is in the address. */
import { Button } from "antd";
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { Entry, Select } from "../../../kit/Control";
import { useList } from "../../../kit/list";
import { Page as Frame, Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { To, useAddress, useGo } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as reads } from "../../relief/reads/place";
import { type AuditSearch, place } from "./place";
import { words } from "./words";

type Row = View<"AuditRow">;
type Kind = Row["kind"];

const KINDS = Object.keys(words.kind) as Kind[];

export function Page() {
  const w = useWords(words);
  const t = useShared();
  const search = useAddress(place);
  const go = useGo();
  const files = useMay(reads.permission);
  const change = (next: AuditSearch) => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value);
    go(place, { search: Object.fromEntries(merged), resetScroll: false });
  };
  return (
    <Frame place={place} intro={w("intro")} ways={files && <To place={reads}>{w("files")}</To>}>
      <Section title={w("log")}>
        <search className="filters" aria-label={w("filters")}>
          <Select
            label={w("what")}
            value={search.kind ?? ""}
            change={(kind) => change({ kind })}
            choose={w("all")}
            options={KINDS.map((value) => ({ value, label: w.of("kind", value) }))}
            testId="audit-kind"
          />
          <Entry
            label={w("day")}
            type="date"
            value={search.day ?? ""}
            change={(day) => change({ day })}
            testId="audit-day"
          />
          {(search.account || search.kind || search.day) && (
            <Button type="link" onClick={() => go(place, { search: {} })}>
              {t("action.clear")}
            </Button>
          )}
        </search>
        <Log search={search} only={(account) => change({ account })} />
      </Section>
    </Frame>
  );
}

function Log({ search, only }: { search: AuditSearch; only: (account: string) => void }) {
  const w = useWords(words);
  const language = useLanguage();
  const rows = useList("/api/audit", search as { kind?: Kind }, { before: "number", paged: true });
  return (
    <Table
      caption={w("log")}
      empty={w("empty")}
      of={rows}
      id={({ number }) => String(number)}
      columns={{
        at: { title: w("at"), cell: (one) => stamp(one.at, language) },
        what: { title: w("what"), cell: (one) => w.of("kind", one.kind) },
        actor: { title: w("actor"), cell: (one) => <Who id={one.actor} name={one.actor_name} only={only} /> },
        account: {
          title: w("account"),
          cell: (one) => (one.account ? <Who id={one.account} name={one.account_name} only={only} /> : "—"),
        },
        detail: { title: w("detail"), cell: (one) => <Detail of={one} /> },
      }}
    />
  );
}

interface WhoProps {
  id: string | null;
  name: string | null;
  only: (account: string) => void;
}

function Who({ id, name, only }: WhoProps) {
  const w = useWords(words);
  if (id === null) return w("stranger");
  if (id === "machine") return w("machine");
  if (id.startsWith("program:")) return w("program", { name: name ?? id.slice("program:".length) });
  const shown = name ?? w("gone", { id: id.slice(0, 8) });
  return (
    <Button type="link" size="small" onClick={() => only(id)} aria-label={w("only", { name: shown })}>
      {shown}
    </Button>
  );
}

function Detail({ of: { detail } }: { of: Row }) {
  const w = useWords(words);
  const t = useShared();
  const { roles, role, keys, path, program } = detail;
  const listed = (one: string | string[] | undefined) => (one === undefined ? [] : [one].flat());
  const parts = [
    ...[...listed(roles), ...listed(role)].map((one) => t.of("role", one)),
    ...listed(path),
    ...(program === undefined ? [] : [w("program", { name: String(program) })]),
    ...(listed(keys).length > 0 ? [w("keys", { keys: listed(keys).join("、") })] : []),
  ];
  return <>{parts.join(" · ") || "—"}</>;
}
