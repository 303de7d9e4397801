/** The product's mark: a roof over a person, as a seal. */

export function Seal({ size = 36 }: { size?: number }) {
  return <img src="/seal.svg" width={size} height={size} alt="" className="seal" />;
}
