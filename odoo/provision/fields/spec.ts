/** A field that Silta adds to Odoo. None is copied: a duplicated invoice must not look sent. */
export interface FieldSpec {
  readonly model: string;
  readonly name: string;
  /** English; the other languages are in `words/`. */
  readonly label: string;
  readonly type:
    | 'char'
    | 'text'
    | 'html'
    | 'boolean'
    | 'integer'
    | 'float'
    | 'date'
    | 'datetime'
    | 'json'
    | 'binary'
    | 'selection'
    | 'many2one'
    | 'one2many'
    | 'many2many';
  /** Model that a many2one, one2many or many2many points to. */
  readonly relation?: string;
  /** Of a one2many: the many2one on the other side. */
  readonly relationField?: string;
  readonly help?: string;
  readonly selection?: readonly (readonly [value: string, label: string])[];
  readonly index?: 'index';
  /** One value for each language. */
  readonly translate?: 'translate';
  /** Made by Odoo itself from other fields; holds no data of its own. */
  readonly compute?: Compute;
}

export interface Compute {
  readonly depends: string;
  readonly code: string;
  /** A stored one can be searched. */
  readonly kept: 'stored' | 'not stored';
}

type More = Partial<Omit<FieldSpec, 'model' | 'name' | 'label' | 'type'>>;

/** Makes fields of one model, named `<prefix><name>`. */
export const fieldsOf =
  (model: string, prefix = 'x_netvisor_') =>
  (name: string, label: string, type: FieldSpec['type'], more: More = {}): FieldSpec => ({
    model,
    name: `${prefix}${name}`,
    label,
    type,
    ...more,
  });
