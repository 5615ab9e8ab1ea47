# Buttons of invoices. The line above says which: `verb` is send, retry, preview, compare or resend.
# A button only writes a token; Silta finds it, reads the invoice afresh and decides. So pressing twice is harmless.
WORDS = {
    'en': {
        'kind': 'Only customer invoices and credit notes go to Netvisor.',
        'company': 'The company %(company)s is not connected to Netvisor.',
        'copy': 'This database is a copy. The connection to Netvisor belongs to the original, so nothing is sent from here.',
        'draft': 'Confirm the invoice first.',
        'old': 'The invoice is dated before %(since)s, from when on invoices go to Netvisor (company form, tab Netvisor). Older ones are never sent.',
        'sent': 'The invoice is in Netvisor already. To bring a change there, press Resend to Netvisor.',
        'sending': 'The invoice is being sent right now.',
        'idle': 'The invoice does not wait for anything. Press Send to Netvisor.',
        'unsent': 'The invoice is not in Netvisor yet. Press Send to Netvisor.',
        'unlooked': 'Press Resend to Netvisor first: it shows what Netvisor holds now.',
        'asked_send': 'Will be sent to Netvisor in a moment.',
        'asked_retry': 'Will be tried again in a moment.',
        'asked_preview': 'The preview appears on the tab Netvisor in a moment.',
        'asked_compare': 'What Netvisor holds now appears on the tab Netvisor in a moment. Nothing is changed yet.',
        'asked_resend': 'Will be changed in Netvisor in a moment.',
        'open': 'Is on its way already.',
        'many': 'Asked for: %s.',
        'many_open': 'On their way already: %s.',
        'many_refused': 'Left out: %s.',
        'none': 'Choose invoices first.',
    },
    'fi': {
        'kind': 'Netvisoriin lähetetään vain myyntilaskuja ja hyvityslaskuja.',
        'company': 'Yritystä %(company)s ei ole yhdistetty Netvisoriin.',
        'copy': 'Tämä tietokanta on kopio. Yhteys Netvisoriin kuuluu alkuperäiselle, joten täältä ei lähetetä mitään.',
        'draft': 'Vahvista lasku ensin.',
        'old': 'Lasku on päivätty ennen päivää %(since)s, josta alkaen laskut menevät Netvisoriin (yrityksen lomake, välilehti Netvisor). Vanhempia ei lähetetä.',
        'sent': 'Lasku on jo Netvisorissa. Vie muutos sinne painamalla Lähetä uudelleen Netvisoriin.',
        'sending': 'Laskua lähetetään parhaillaan.',
        'idle': 'Lasku ei odota mitään. Paina Lähetä Netvisoriin.',
        'unsent': 'Lasku ei ole vielä Netvisorissa. Paina Lähetä Netvisoriin.',
        'unlooked': 'Paina ensin Lähetä uudelleen Netvisoriin: se näyttää, mitä Netvisorissa nyt on.',
        'asked_send': 'Lähetetään Netvisoriin hetken kuluttua.',
        'asked_retry': 'Yritetään uudelleen hetken kuluttua.',
        'asked_preview': 'Esikatselu ilmestyy hetken kuluttua välilehdelle Netvisor.',
        'asked_compare': 'Netvisorin nykyinen sisältö ilmestyy hetken kuluttua välilehdelle Netvisor. Mitään ei vielä muuteta.',
        'asked_resend': 'Muutetaan Netvisorissa hetken kuluttua.',
        'open': 'On jo matkalla.',
        'many': 'Pyydetty: %s.',
        'many_open': 'Jo matkalla: %s.',
        'many_refused': 'Jätetty pois: %s.',
        'none': 'Valitse ensin laskut.',
    },
    'sv': {
        'kind': 'Bara kundfakturor och kreditfakturor går till Netvisor.',
        'company': 'Företaget %(company)s är inte anslutet till Netvisor.',
        'copy': 'Den här databasen är en kopia. Anslutningen till Netvisor hör till originalet, så ingenting skickas härifrån.',
        'draft': 'Bekräfta fakturan först.',
        'old': 'Fakturan är daterad före %(since)s, från och med då fakturor går till Netvisor (företagets formulär, fliken Netvisor). Äldre skickas aldrig.',
        'sent': 'Fakturan finns redan i Netvisor. Tryck på Skicka på nytt till Netvisor för att föra en ändring dit.',
        'sending': 'Fakturan skickas just nu.',
        'idle': 'Fakturan väntar inte på något. Tryck på Skicka till Netvisor.',
        'unsent': 'Fakturan finns inte i Netvisor ännu. Tryck på Skicka till Netvisor.',
        'unlooked': 'Tryck först på Skicka på nytt till Netvisor: det visar vad Netvisor har nu.',
        'asked_send': 'Skickas till Netvisor om en stund.',
        'asked_retry': 'Försöks på nytt om en stund.',
        'asked_preview': 'Förhandsvisningen syns om en stund på fliken Netvisor.',
        'asked_compare': 'Vad Netvisor har nu syns om en stund på fliken Netvisor. Inget ändras ännu.',
        'asked_resend': 'Ändras i Netvisor om en stund.',
        'open': 'Är redan på väg.',
        'many': 'Begärda: %s.',
        'many_open': 'Redan på väg: %s.',
        'many_refused': 'Utelämnade: %s.',
        'none': 'Välj fakturor först.',
    },
}
lang = env.context.get('lang') or env.user.lang or 'en_US'
words = WORDS.get(lang[:2], WORDS['en'])
database = env['ir.config_parameter'].sudo().get_param('database.uuid')
moves = records or model
if not moves:
    raise UserError(words['none'])

ask = model
on_its_way = model
refusals = []
for move in moves:
    company = move.company_id.sudo()
    pin = company.x_netvisor_pin or ''
    since = company.x_netvisor_since
    state = move.x_netvisor_state
    why = False
    if move.move_type not in ('out_invoice', 'out_refund'):
        why = 'kind'
    elif not pin:
        why = 'company'
    elif pin.split(' ')[0] != database:
        why = 'copy'
    elif move.state != 'posted':
        why = 'draft'
    elif verb in ('send', 'retry', 'preview') and not move.x_netvisor_key and since and move.invoice_date and move.invoice_date < since:
        why = 'old'
    elif verb in ('send', 'retry') and state in ('waiting', 'paying', 'sent'):
        why = 'sent'
    elif verb in ('send', 'retry') and state == 'sending':
        why = 'sending'
    elif verb == 'retry' and state not in ('attention', 'queued'):
        why = 'idle'
    elif verb == 'preview' and move.x_netvisor_key:
        why = 'sent'
    elif verb in ('compare', 'resend') and not move.x_netvisor_key:
        why = 'unsent'
    elif verb == 'resend' and not move.x_netvisor_can_resend:
        why = 'unlooked'
    if why:
        refusals.append((move, words[why] % {'company': company.name, 'since': since}))
    elif verb in ('preview', 'compare'):
        # A look of the other kind may take the place of one that nobody has answered.
        asked = move.x_netvisor_look or ''
        if asked.startswith(verb + ' ') and asked != move.x_netvisor_looked:
            on_its_way |= move
        else:
            ask |= move
    elif move.x_netvisor_request and move.x_netvisor_request != move.x_netvisor_served:
        on_its_way |= move
    else:
        ask |= move

if refusals and not ask and not on_its_way:
    lines = []
    for move, text in refusals[:10]:
        lines.append(text if len(moves) == 1 else '%s: %s' % (move.display_name, text))
    raise UserError('\n'.join(lines))

# Silta's fields are no editing by hand: without this, Odoo stops trusting what it learned of the document.
ask = ask.with_context(skip_is_manually_modified=True)
now = datetime.datetime.utcnow().strftime('%Y-%m-%d %H:%M:%S.%f')
if verb in ('preview', 'compare'):
    ask.write({'x_netvisor_look': '%s %s %s' % (verb, now, lang)})
elif verb == 'resend':
    ask.write({'x_netvisor_request': 'resend ' + now, 'x_netvisor_can_resend': False})
else:
    fresh = ask.filtered(lambda move: not move.x_netvisor_key and not move.x_netvisor_attempt)
    fresh.write({'x_netvisor_request': 'send ' + now, 'x_netvisor_state': 'queued'})
    (ask - fresh).write({'x_netvisor_request': 'send ' + now})

if len(moves) == 1:
    text = words['asked_' + verb] if ask else words['open']
else:
    text = words['many'] % len(ask)
    if on_its_way:
        text += ' ' + words['many_open'] % len(on_its_way)
    if refusals:
        text += ' ' + words['many_refused'] % len(refusals)
    for move, why in refusals[:3]:
        text += ' %s: %s' % (move.display_name, why)
action = {
    'type': 'ir.actions.client',
    'tag': 'display_notification',
    'params': {
        'title': 'Netvisor',
        'message': text,
        'type': 'warning' if refusals else 'success',
        'sticky': bool(refusals),
        # Shows the new state.
        'next': {'type': 'ir.actions.act_window_close'},
    },
}
