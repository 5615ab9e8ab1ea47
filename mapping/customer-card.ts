import type { CustomerDetails } from '../netvisor/customers.ts';
import type { Partner } from '../odoo/models.ts';
import { customerId, sameId, withholdsPersonalId } from './customer-id.ts';
import { eInvoiceOf } from './einvoice.ts';
import { joined, phrase, type Texts } from './texts.ts';

type Card = Pick<CustomerDetails, 'customerBaseInformation' | 'customerFinvoiceDetails'>;

/**
 * Note for a contact that was linked to a customer whom Netvisor had already: in which points the two say
 * different things. Undefined when they agree, or Odoo says nothing. Netvisor's card stays as it is, and it is the
 * card by which Netvisor delivers invoices.
 */
export function cardNote(partner: Partner, card: Card): Texts | undefined {
  const lines = [
    nameDiffers(partner, card),
    idDiffers(partner, card),
    addressDiffers(partner, card),
    eMailDiffers(partner, card),
    eInvoiceDiffers(partner, card),
  ].flatMap((difference) => (difference ? [wordsOf(difference)] : []));
  if (card.customerBaseInformation.isActive === false) lines.push(phrase('cardInactive', {}));
  if (lines.length === 0) return undefined;
  const { netvisorKey, internalIdentifier } = card.customerBaseInformation;
  const customer = internalIdentifier ?? netvisorKey;
  return joined([phrase('cardDiffers', { customer }), ...lines]);
}

/** Note for a contact from which Silta has made a new customer: what of it did not go along, and what to do. */
export function newCustomerNote(partner: Partner): Texts | undefined {
  const eInvoice = eInvoiceOf(partner);
  const lines: Texts[] = [];
  if (eInvoice.kind === 'half') {
    const { address, operator } = eInvoice;
    lines.push(
      address !== undefined
        ? phrase('operatorMissing', { address })
        : phrase('eInvoiceAddressMissing', { operator: operator ?? '' }),
    );
  }
  if (eInvoice.kind === 'foreign')
    lines.push(phrase('eInvoiceAddressForeign', { address: eInvoice.address }));
  if (withholdsPersonalId(partner)) lines.push(phrase('personalIdWithheld', {}));
  return lines.length > 0 ? joined(lines) : undefined;
}

interface Difference {
  readonly name: 'cardName' | 'cardId' | 'cardAddress' | 'cardEMail' | 'cardEInvoice';
  readonly odoo: string;
  readonly netvisor: string;
}

const wordsOf = ({ name, odoo, netvisor }: Difference): Texts =>
  phrase(name, { odoo, netvisor: netvisor || '–' });

function nameDiffers({ name }: Partner, { customerBaseInformation: base }: Card): Difference | undefined {
  if (!name || sameText(name, base.name)) return undefined;
  return { name: 'cardName', odoo: name, netvisor: base.name ?? '' };
}

function idDiffers(partner: Partner, { customerBaseInformation: base }: Card): Difference | undefined {
  const odoo = customerId(partner)?.value;
  if (odoo === undefined || sameId(odoo, base.externalIdentifier)) return undefined;
  return { name: 'cardId', odoo, netvisor: base.externalIdentifier ?? '' };
}

/** One line for the whole address; only what Odoo has is compared. */
function addressDiffers(partner: Partner, { customerBaseInformation: base }: Card): Difference | undefined {
  const parts: readonly (readonly [string | undefined, string | null])[] = [
    [partner.street, base.streetAddress],
    [partner.street2, base.additionalAddressLine],
    [partner.zip, base.postNumber],
    [partner.city, base.city],
    [partner.country_id?.code, base.country],
  ];
  if (parts.every(([odoo, netvisor]) => !odoo || sameText(odoo, netvisor))) return undefined;
  const joined = (which: 0 | 1): string =>
    parts
      .map((part) => part[which])
      .filter(Boolean)
      .join(', ');
  return { name: 'cardAddress', odoo: joined(0), netvisor: joined(1) };
}

/** The contact's e-mail may stand on the card as its own or as the one for invoices. */
function eMailDiffers({ email }: Partner, { customerBaseInformation: base }: Card): Difference | undefined {
  const onCard = [base.emailInvoicingAddress, base.email].filter((address) => address !== null);
  if (!email || onCard.some((address) => address.toLowerCase() === email.trim().toLowerCase()))
    return undefined;
  return { name: 'cardEMail', odoo: email, netvisor: [...new Set(onCard)].join(', ') };
}

function eInvoiceDiffers(partner: Partner, { customerFinvoiceDetails: card }: Card): Difference | undefined {
  const eInvoice = eInvoiceOf(partner);
  if (eInvoice.kind === 'none') return undefined;
  const odoo = [eInvoice.address, eInvoice.kind === 'foreign' ? undefined : eInvoice.operator];
  const netvisor = [card.finvoiceAddress, card.finvoiceRouterCode];
  if (odoo.every((half, index) => half === undefined || sameText(half, netvisor[index] ?? null)))
    return undefined;
  const shown = (halves: readonly (string | undefined | null)[]): string =>
    halves.filter(Boolean).join(' / ');
  return { name: 'cardEInvoice', odoo: shown(odoo), netvisor: shown(netvisor) };
}

/** Equal but for spelling that a character set or a person may have changed. */
export function sameText(one: string, other: string | null | undefined): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase();
  return typeof other === 'string' && plain(one) === plain(other);
}
