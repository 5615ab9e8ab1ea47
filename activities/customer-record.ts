import { cardNote, newCustomerNote, sameText } from '../mapping/customer-card.ts';
import { customerId, sameId, searchesFor, type CustomerId } from '../mapping/customer-id.ts';
import { paymentTermFor } from '../mapping/payment-term.ts';
import { customerCode, mapCustomer } from '../mapping/registers.ts';
import { renderCustomer, type CustomerListRow } from '../netvisor/customers.ts';
import type { CustomerRecord } from '../odoo/models.ts';
import type { ConnectionDeps } from './deps.ts';
import { helpful, type Found, type RegisterRecord } from './register-record.ts';

export async function customerRecord(deps: ConnectionDeps, id: number): Promise<RegisterRecord | undefined> {
  const { odoo, netvisor } = deps;
  const partner = await odoo.readPartner(id);
  if (!partner) return undefined;
  const { name } = partner;
  return {
    model: 'res.partner',
    id,
    keys: partner.x_netvisor_keys,
    claim: partner.x_netvisor_attempt,
    ambiguous: 'CustomerAmbiguous',
    it: customerId(partner)?.value ?? customerCode(id),
    blocked: name ? undefined : 'CustomerIncomplete',
    find: () => find(deps, partner),
    async render() {
      const { property_payment_term_id: wanted } = partner;
      const term = wanted && paymentTermFor(wanted, await deps.registers.paymentTerms());
      return renderCustomer(mapCustomer({ ...partner, name: name ?? '' }, term?.netvisorKey));
    },
    add: (xml, attempt) => netvisor.customers.addXml(xml, attempt),
    noteWhenMade: newCustomerNote(partner),
    async noteWhenFound(netvisorKey) {
      const card = await helpful(deps, () => netvisor.customers.get(netvisorKey));
      return card && cardNote(partner, card);
    },
  };
}

/** Our own code first: it settles a lost reply. Then the business or VAT id: the customer may have been there before. */
async function find({ netvisor }: ConnectionDeps, partner: CustomerRecord): Promise<Found> {
  const id = customerId(partner);
  const coded = await netvisor.customers.list({ customerCodeList: [customerCode(partner.id)] });
  // The code of another Odoo database may be the same: only name or id prove that it is this one.
  if (!coded.every((row) => sameCustomer(row, id) || sameText(partner.name ?? '', row.name)))
    return { keys: [], whose: 'other' };
  if (coded.length > 0) return { keys: keysOf(coded), whose: 'own' };

  for (const keyword of id ? searchesFor(id) : []) {
    const rows = await netvisor.customers.list({ ...(keyword !== undefined && { keyword }) });
    const same = rows.filter(
      (row) =>
        sameCustomer(row, id) &&
        // A number without its country may belong to somebody else abroad.
        (id?.unique === true || sameText(partner.name ?? '', row.name)),
    );
    if (same.length > 0) return { keys: keysOf(same), whose: 'earlier' };
  }
  return { keys: [], whose: 'earlier' };
}

const sameCustomer = ({ organisationIdentifier }: CustomerListRow, id: CustomerId | undefined): boolean =>
  id !== undefined && sameId(id.value, organisationIdentifier);

const keysOf = (rows: readonly CustomerListRow[]): readonly number[] =>
  rows.map(({ netvisorKey }) => netvisorKey);
