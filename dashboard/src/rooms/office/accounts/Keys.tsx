/** Programs' keys: made, shown once, revoked. */
import { longDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { type List, useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { named, type Organisation } from "../../activities/lists";
import { OF_AN_ORGANISATION, OF_PROGRAMS } from "./roles";
import { words } from "./words";

type Program = View<"ProgramView">;

interface KeysProps {
  organisations: List<Organisation>;
  names: ReadonlyMap<string, string>;
}

export function Keys({ organisations, names }: KeysProps) {
  const w = useWords(words);
  return (
    <Section title={w("keys")} testId="keys">
      <p className="soft">{w("keys_text")}</p>
      <All names={names} />
      <h3>{w("make")}</h3>
      <Make organisations={organisations} />
    </Section>
  );
}

function Make({ organisations }: { organisations: List<Organisation> }) {
  const w = useWords(words);
  const t = useShared();
  const make = useCommand("/api/programs");
  return (
    <Form
      fields={{
        name: text(w("program"), { most: 200 }),
        role: choice(
          w("role"),
          OF_PROGRAMS.map((value) => ({ value, label: t.of("role", value) })),
        ),
        organisation_id: choice(w("organisation"), named(organisations), {
          optional: true,
          choose: w("no_organisation"),
        }),
        until: day(w("until"), { optional: true }),
      }}
      rows={[
        ["name", "role"],
        ["organisation_id", "until"],
      ]}
      also={({ role, organisation_id }) =>
        OF_AN_ORGANISATION.includes(role) && !organisation_id
          ? { organisation_id: w("organisation_missing") }
          : {}
      }
      command={make}
      send={({ name, role, organisation_id, until }) =>
        make.send({
          body: {
            name,
            roles: [role],
            organisation_id,
            expires_at: until && `${until}T23:59:59+08:00`,
          },
        })
      }
      clears
      primary={false}
      action={w("make")}
      done={({ key }) => (
        <>
          {w("made")} <code className="key">{key}</code>
        </>
      )}
      testId="make-key"
    />
  );
}

function All({ names }: { names: ReadonlyMap<string, string> }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const programs = useList("/api/programs", {}, {});
  const revoke = useCommand("/api/programs/{program_id}");
  const now = Date.now();
  const act = ({ program_id, name, revoked_at, expires_at }: Program) => {
    if (revoked_at) return w("revoked");
    if (Date.parse(expires_at) < now) return w("ended");
    return (
      <Act
        command={revoke}
        order={{ path: { program_id } }}
        sure={w("revoke_sure", { name })}
        label={w("revoke_of", { name })}
        testId="revoke"
      >
        {w("revoke")}
      </Act>
    );
  };
  return (
    <>
      <Outcome of={revoke} done={w("revoked_done")} />
      <Table
        caption={w("keys")}
        empty={w("no_keys")}
        of={programs}
        id={({ program_id }) => program_id}
        columns={{
          name: { title: w("program"), cell: (one) => one.name },
          role: { title: w("role"), cell: (one) => one.roles.map((role) => t.of("role", role)).join("、") },
          organisation: {
            title: w("organisation"),
            cell: (one) => (one.organisation_id && names.get(one.organisation_id)) || "—",
          },
          maker: { title: w("maker"), cell: (one) => one.made_by ?? one.made_by_program ?? "—" },
          ends: { title: w("ends"), cell: (one) => longDay(one.expires_at, language) },
          act: { title: w("act"), cell: act },
        }}
      />
    </>
  );
}
