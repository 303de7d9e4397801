/** Who comes: a name, and a phone or an ID number to tell people of one name apart. */
import { Button, Form, Input, Radio } from "antd";
import type { TFunction } from "i18next";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { explainFields } from "../../api/problems";
import type { Channel, Registrant } from "../../api/types";
import { idNumberFlaw } from "../../format/idNumber";

const CHANNELS: readonly Channel[] = ["self", "on-behalf", "walk-in"];
const POOLS = ["on-site", "online"] as const;
const PHONE = /^1[3-9][0-9]{9}$/;
const LONGEST_NAME = 200;

interface Entered {
  name: string;
  phone?: string;
  id_number?: string;
  channel: Channel;
  pool: NonNullable<Registrant["pool"]>;
}

interface PersonFormProps {
  /** Whether the session has seats online beside those in the room. */
  online: boolean;
  pending: boolean;
  error: unknown;
  done: boolean;
  submit: (person: Registrant) => void;
  /** The form was sent with something missing. */
  refused: () => void;
  result: ReactNode;
}

function idWords(t: TFunction, value: string | undefined): string | null {
  if (!value) return null;
  const flaw = idNumberFlaw(value.trim());
  if (flaw === null) return t("register.id_right");
  return null;
}

function toPerson({ name, phone, id_number, channel, pool }: Entered): Registrant {
  const person: Registrant = { name: name.trim(), channel, pool };
  if (phone?.trim()) person.phone = phone.trim();
  if (id_number?.trim()) person.id_number = id_number.trim().toUpperCase();
  return person;
}

export function PersonForm({ online, pending, error, done, submit, refused, result }: PersonFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const idNumber = Form.useWatch("id_number", form);

  useEffect(() => {
    const fields = Object.entries(explainFields(t, error));
    form.setFields(fields.map(([name, words]) => ({ name: name as keyof Entered, errors: [words] })));
  }, [t, error, form]);

  useEffect(() => {
    // The next person starts from a clean form; only the way they came stays.
    if (done) form.resetFields(["name", "phone", "id_number"]);
  }, [done, form]);

  return (
    <section className="card person" aria-labelledby="person-title">
      <h2 id="person-title">{t("register.person")}</h2>
      <Form<Entered>
        form={form}
        layout="vertical"
        initialValues={{ channel: "self", pool: "on-site" }}
        onFinish={(entered) => submit(toPerson(online ? entered : { ...entered, pool: "on-site" }))}
        onFinishFailed={refused}
        validateTrigger="onBlur"
        autoComplete="off"
      >
        <Form.Item
          name="name"
          label={t("register.name")}
          rules={[{ required: true, whitespace: true, message: t("register.name_missing") }]}
        >
          <Input maxLength={LONGEST_NAME} autoComplete="off" data-testid="register-name" />
        </Form.Item>
        <Identity t={t} right={idWords(t, idNumber)} />
        <Form.Item name="channel" label={t("register.channel")}>
          <Radio.Group options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
        </Form.Item>
        {online && (
          <Form.Item name="pool" label={t("register.pool")}>
            <Radio.Group options={POOLS.map((value) => ({ value, label: t(`pool.${value}`) }))} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block loading={pending} data-testid="register-submit">
          {t(pending ? "register.submitting" : "register.submit")}
        </Button>
      </Form>
      {result}
    </section>
  );
}

/** A phone or an ID number: at least one, each in its own form. */
function Identity({ t, right }: { t: TFunction; right: string | null }) {
  return (
    <>
      <Form.Item
        name="phone"
        label={t("register.phone")}
        dependencies={["id_number"]}
        rules={[
          {
            pattern: PHONE,
            message: t("register.phone_wrong"),
            transform: (value?: string) => value?.trim(),
          },
          ({ getFieldValue }) => ({
            validateTrigger: "onSubmit",
            validator: (_, value?: string) =>
              value?.trim() || String(getFieldValue("id_number") ?? "").trim()
                ? Promise.resolve()
                : Promise.reject(new Error(t("register.one_needed"))),
          }),
        ]}
      >
        <Input inputMode="tel" maxLength={20} autoComplete="off" data-testid="register-phone" />
      </Form.Item>
      <Form.Item
        name="id_number"
        label={t("register.id_number")}
        extra={
          <>
            {right && <span className="field-right">✓ {right}　</span>}
            {t("register.privacy")}
          </>
        }
        rules={[
          {
            validator: (_, value?: string) => {
              const flaw = value?.trim() ? idNumberFlaw(value.trim()) : null;
              if (flaw === null) return Promise.resolve();
              return Promise.reject(
                new Error(t(flaw === "shape" ? "register.id_shape" : "register.id_digit")),
              );
            },
          },
        ]}
      >
        <Input maxLength={18} autoComplete="off" data-testid="register-id-number" />
      </Form.Item>
    </>
  );
}
