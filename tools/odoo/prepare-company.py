# Read by `odoo shell` while only the base module is installed. A company that is Finnish before accounting is
# installed gets the Finnish chart from Odoo's own installation hook, just as a Finnish customer's database does.
import json

facts = json.loads(FACTS)  # noqa: F821  (put before this text by template.ts)
company = env.ref('base.main_company')  # noqa: F821
eur = env.ref('base.EUR')  # noqa: F821
eur.active = True
company.write({
    'name': facts['company']['name'],
    'country_id': env.ref('base.fi').id,  # noqa: F821
    'currency_id': eur.id,
    'company_registry': facts['company']['businessId'],
    'vat': 'FI' + facts['company']['businessId'].replace('-', ''),
    'city': facts['company']['city'],
    'zip': facts['company']['zip'],
    'email': 'laskutus@kuurabox.example',
})
env.cr.commit()  # noqa: F821
