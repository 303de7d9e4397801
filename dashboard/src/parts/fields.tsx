/** Plain labelled fields: the form library would double what a page with three inputs weighs. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";

interface Labelled {
  label: string;
  hint?: ReactNode;
  wrong?: string | undefined;
}

export function TextField({
  label,
  hint,
  wrong,
  ...input
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? `${id}-note` : undefined}
      />
      {(wrong || hint) && (
        <p id={`${id}-note`} className={wrong ? "field-wrong" : "hint"}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  );
}

export function TextAreaField({
  label,
  hint,
  wrong,
  ...area
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        {...area}
        id={id}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? `${id}-note` : undefined}
      />
      {(wrong || hint) && (
        <p id={`${id}-note`} className={wrong ? "field-wrong" : "hint"}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  );
}

interface Options {
  options: { value: string; label: string }[];
}

export function SelectField({
  label,
  hint,
  wrong,
  options,
  ...select
}: Labelled & Options & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} className="choice" aria-invalid={wrong ? true : undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {(wrong || hint) && <p className={wrong ? "field-wrong" : "hint"}>{wrong ?? hint}</p>}
    </div>
  );
}
