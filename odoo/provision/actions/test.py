# Asks Silta to test the connection of a company. Its answer comes back on the company's tab.
WORDS = {
    'en': {
        'asked': 'The result appears here in a moment.',
        'open': 'The connection is being tested already.',
        'company': 'This company is not connected to Netvisor.',
    },
    'fi': {
        'asked': 'Tulos ilmestyy tähän hetken kuluttua.',
        'open': 'Yhteyttä testataan jo.',
        'company': 'Tätä yritystä ei ole yhdistetty Netvisoriin.',
    },
    'sv': {
        'asked': 'Resultatet syns här om en stund.',
        'open': 'Anslutningen testas redan.',
        'company': 'Det här företaget är inte anslutet till Netvisor.',
    },
}
lang = env.context.get('lang') or env.user.lang or 'en_US'
words = WORDS.get(lang[:2], WORDS['en'])
company = (record or env.company).sudo()
if company not in env.user.sudo().company_ids or not company.x_netvisor_pin:
    raise UserError(words['company'])
text = words['open']
if not company.x_netvisor_test or company.x_netvisor_test == company.x_netvisor_tested:
    now = datetime.datetime.utcnow().strftime('%Y-%m-%d %H:%M:%S.%f')
    # Accounting managers may ask for a test without the right to change their company.
    company.write({'x_netvisor_test': 'test %s %s' % (now, lang)})
    text = words['asked']
action = {
    'type': 'ir.actions.client',
    'tag': 'display_notification',
    'params': {
        'title': 'Netvisor',
        'message': text,
        'type': 'success',
        'next': {'type': 'ir.actions.act_window_close'},
    },
}
