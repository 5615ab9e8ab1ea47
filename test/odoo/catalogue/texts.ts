import { cases, refused } from './case.ts';

const repeat = (words: string, length: number): string => words.repeat(length).slice(0, length).trimEnd();

export const texts = cases('texts and addresses', [
  {
    name: 'a delivery address of its own',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customer();
      const address = {
        name: 'Varasto 2',
        street: 'Satama 2',
        street2: 'Ovi C',
        zip: '20200',
        city: 'Turku',
      };
      const country_id = await desk.external('base.fi');
      const child = { type: 'delivery', parent_id: partner_id, ...address, country_id };
      return desk.simple({ partner_id, partner_shipping_id: await desk.create('res.partner', child) });
    },
  },
  {
    name: 'a foreign address with state and second line',
    expects: 'sent',
    async build(desk) {
      const address = { street: '1400 Water Street', street2: 'Suite 12', city: 'Duluth', zip: '55802' };
      const state_id = await desk.external('base.state_us_23');
      const customer = { country: 'us', name: 'Superior Crates Inc.', vat: false, state_id, ...address };
      const partner_id = await desk.customerAbroad(customer);
      return desk.simple({ partner_id }, '100.00 + 0.00');
    },
  },
  {
    name: 'invoiced to the invoice address of a company',
    expects: 'sent',
    async build(desk) {
      const parent_id = await desk.customer();
      const address = { name: 'Ostolaskut', street: 'PL 7', zip: '00021', city: 'LASKUTUS' };
      const country_id = await desk.external('base.fi');
      const partner_id = await desk.create('res.partner', {
        type: 'invoice',
        parent_id,
        country_id,
        ...address,
      });
      return desk.simple({ partner_id });
    },
  },
  {
    name: 'invoiced to a person who works at a company',
    expects: 'sent',
    async build(desk) {
      const parent_id = await desk.customer();
      const partner_id = await desk.create('res.partner', {
        type: 'contact',
        parent_id,
        name: 'Liisa Ostaja',
      });
      return desk.simple({ partner_id });
    },
  },
  {
    name: 'the name of a customer longer than Netvisor takes',
    expects: refused('RegisterRejected'),
    async build(desk) {
      const name = `${repeat('Pitkänimisten laatikoiden osuuskunta ', 260)} Osk`;
      return desk.simple({ partner_id: await desk.customer({ name }) });
    },
  },
  {
    name: 'names of customer, street and product longer than Netvisor takes',
    expects: refused('TextTooLong'),
    async build(desk) {
      const name = `${repeat('Pitkänimisten laatikoiden osuuskunta ', 260)} Osk`;
      const street = repeat('Hyvinpitkänkadunvarsi ', 95);
      const partner_id = await desk.customer({ name, street });
      const product_id = await desk.product({ name: repeat('Laatikko vihreällä kannella ', 230) });
      const ref = repeat('Tilauksemme 4711 ', 230);
      return desk.invoice(
        { partner_id, ref, rows: [{ product_id, quantity: 1, price_unit: 100 }] },
        '100.00 + 25.50',
      );
    },
  },
  {
    name: 'a note longer than Netvisor takes',
    expects: refused('TextTooLong'),
    build: (desk) => desk.simple({ narration: `<p>${repeat('Toimitusehdot ovat pitkät. ', 900)}</p>` }),
  },
  {
    name: 'a customer who writes in Cyrillic letters',
    expects: refused('RegisterRejected'),
    async build(desk) {
      return desk.simple({ partner_id: await desk.customer({ name: 'Торговый дом Ящик' }) });
    },
  },
  {
    name: 'characters outside ISO-8859-15',
    expects: refused('UnsupportedCharacters'),
    async build(desk) {
      const partner_id = await desk.customer({ name: 'Торговый дом “Ящик” Oy', city: 'Łódź' });
      const product_id = await desk.product({ name: 'Laatikko 📦 – “vihreä” ≥ 4 kg' });
      const rows = [{ product_id, quantity: 1, price_unit: 100 }];
      return desk.invoice({ partner_id, rows, ref: 'Заказ №7 🚚' }, '100.00 + 25.50');
    },
  },
  {
    name: 'an emoji in the reference of the customer',
    expects: refused('UnsupportedCharacters'),
    build: (desk) => desk.simple({ ref: 'Tilaus 4711 🚚' }),
  },
  {
    name: 'typographic quotes, dashes and letters of other Latin alphabets',
    expects: 'sent',
    build: (desk) => desk.simple({ ref: '“Łódź” – 2…4 kpl' }),
  },
  {
    name: 'a customer at home without a country',
    expects: 'sent',
    async build(desk) {
      return desk.simple({ partner_id: await desk.customer({ country_id: false }) });
    },
  },
  {
    name: 'characters that XML and ISO-8859-15 know',
    expects: 'sent',
    async build(desk) {
      const partner_id = await desk.customer({ name: 'Örkki & <Ålen> "€uro" Šamaani Oy' });
      return desk.simple({ partner_id, ref: `Tilaus <7> & 'Ž'` });
    },
  },
  {
    name: "the customer's reference, an origin and a note of several paragraphs",
    expects: 'sent',
    build: (desk) =>
      desk.simple({
        ref: 'Tilaus 4711 / Virtanen',
        invoice_origin: 'S00042, S00043',
        narration:
          '<p>Kiitos tilauksesta &amp; tervetuloa!</p><ul><li>Nouto <b>arkisin</b></li><li>Takuu 2 v</li></ul>' +
          '<p>Ehdot: <a href="https://kuurabox.example/ehdot">kuurabox.example</a><br>Viivästyskorko 11 %</p>',
      }),
  },
  {
    name: 'a number that was changed within its series',
    expects: 'sent',
    async build(desk) {
      const journal_id = await desk.journal('REN', 'Korjatut numerot');
      const id = await desk.simple({ journal_id, name: 'REN/2026/30001' });
      await desk.call('account.move', 'write', [[id], { name: 'REN/2026/30107' }]);
      return id;
    },
  },
  {
    name: 'a number that has letters only',
    expects: refused('NumberUnusable'),
    async build(desk) {
      const journal_id = await desk.journal('LET', 'Kirjaimet');
      const id = await desk.simple({ journal_id, name: 'LET/2026/40001' });
      await desk.call('account.move', 'write', [[id], { name: 'KEVÄTLASKU' }]);
      return id;
    },
  },
  {
    name: 'a payment reference that another invoice has already',
    expects: refused('ReferenceRepeated'),
    async build(desk) {
      // As happens by itself with two journals: the reference is made of the digits of the number alone.
      const [shop, market] = [await desk.journal('KAU', 'Kauppa'), await desk.journal('TOR', 'Tori')];
      const first = await desk.simple({ journal_id: shop, name: 'KAU/2026/50001' });
      const second = await desk.simple({ journal_id: market, name: 'TOR/2026/50001' });
      const references = [await desk.reference(first), await desk.reference(second)];
      if (references[0] !== references[1]) throw new Error(`two references: ${references.join(', ')}`);
      return { moveId: second, before: [first] };
    },
  },
  {
    name: 'an RF reference',
    expects: 'sent',
    async build(desk) {
      const journal_id = await desk.journal('RFV', 'Ulkomaan laskut', { invoice_reference_model: 'fi_rf' });
      const id = await desk.simple({ journal_id, name: 'RFV/2026/60001' });
      if (!(await desk.reference(id)).startsWith('RF')) throw new Error('no RF reference');
      return id;
    },
  },
  {
    name: 'a reference that is not a Finnish one',
    expects: refused('ReferenceInvalid'),
    async build(desk) {
      const journal_id = await desk.journal('ODO', 'Viitteettömät', { invoice_reference_model: 'odoo' });
      return desk.simple({ journal_id, name: 'ODO/2026/70001' });
    },
  },
]);
