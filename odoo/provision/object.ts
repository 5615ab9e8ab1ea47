/** External ids of what provisioning makes: `__netvisor__.<name>`. */
export const MODULE = '__netvisor__';

/** Something that a value points to. */
export type Ref =
  | { readonly ours: string }
  /** External id of Odoo's own, `module.name`. */
  | { readonly theirs: string }
  | { readonly model: string }
  | { readonly field: string; readonly of: string };

/** Ids of what an object needs, by the names that it gives them. */
export type Ids<Needs extends string = string> = (need: Needs) => number;

export type Value =
  string | number | boolean | { readonly one: number } | { readonly many: readonly number[] };

/** What a person reads: the English original of each translated field, or all terms of a view. */
export type Texts = Readonly<Record<string, string | readonly string[]>>;

/** A record that Odoo should have, as data. */
export interface Wanted {
  /** Part of the external id after the module. */
  readonly name: string;
  readonly model: string;
  /** In the plan: `view "Netvisor on invoices"`. */
  readonly what: string;
  readonly needs: Readonly<Record<string, Ref>>;
  readonly values: (id: Ids) => Readonly<Record<string, Value>>;
  /** Given when the record is made and not looked at again, since Odoo changes it. */
  readonly atFirst?: Readonly<Record<string, Value>>;
  readonly texts: Texts;
}

/** Checks that what the values name is among the needs. */
export function wanted<Needs extends string>(
  object: Omit<Wanted, 'needs' | 'values' | 'texts'> & {
    readonly needs: Readonly<Record<Needs, Ref>>;
    readonly values: (id: Ids<Needs>) => Readonly<Record<string, Value>>;
    readonly texts?: Texts;
  },
): Wanted {
  return { texts: {}, ...object };
}

export const one = (id: number): Value => ({ one: id });
export const many = (...ids: readonly number[]): Value => ({ many: ids });

/** Names of objects that belong to one company end in its id; all others serve every connected company. */
export const ofCompany = (name: string, company: number): string => `${name}_c${company}`;
export const companyOf = (name: string): number | undefined => {
  const [, id] = /_c(\d+)$/.exec(name) ?? [];
  return id === undefined ? undefined : Number(id);
};
