# Guards what is in Netvisor or may be: the line above says against what, `verb` is change (reset to draft,
# cancel) or delete. Runs inside the very transaction, so what is refused leaves the invoice as it was.
WORDS = {
    'en': {
        'change': 'The invoice %(name)s is in Netvisor%(number)s, so it cannot be reset to draft or cancelled here: the two would no longer agree. To take it back, make a credit note, which goes to Netvisor and is matched there. To correct what may still be changed, press Resend to Netvisor.',
        'delete': 'The invoice %(name)s is in Netvisor%(number)s, so it cannot be deleted. To take it back, make a credit note, which goes to Netvisor and is matched there.',
        'doubt': 'The invoice %(name)s is being sent to Netvisor, or it is not known yet whether it arrived. Wait until it is sent; if it needs attention, do first what the tab Netvisor says. Then make a credit note to take it back.',
    },
    'fi': {
        'change': 'Lasku %(name)s on Netvisorissa%(number)s, joten sitä ei voi palauttaa luonnokseksi eikä perua täällä: tiedot eivät enää täsmäisi. Peru lasku tekemällä hyvityslasku, joka menee Netvisoriin ja kohdistetaan siellä. Korjaa se, mitä vielä voi muuttaa, painamalla Lähetä uudelleen Netvisoriin.',
        'delete': 'Lasku %(name)s on Netvisorissa%(number)s, joten sitä ei voi poistaa. Peru lasku tekemällä hyvityslasku, joka menee Netvisoriin ja kohdistetaan siellä.',
        'doubt': 'Laskua %(name)s lähetetään Netvisoriin, tai ei vielä tiedetä, saapuiko se. Odota, kunnes se on lähetetty; jos se vaatii toimia, tee ensin, mitä välilehti Netvisor kertoo. Peru lasku sitten hyvityslaskulla.',
    },
    'sv': {
        'change': 'Fakturan %(name)s finns i Netvisor%(number)s, så den kan inte återställas till utkast eller annulleras här: uppgifterna skulle inte längre stämma överens. Ta tillbaka den med en kreditfaktura, som går till Netvisor och riktas där. Det som ännu kan ändras rättar du genom att trycka på Skicka på nytt till Netvisor.',
        'delete': 'Fakturan %(name)s finns i Netvisor%(number)s, så den kan inte raderas. Ta tillbaka den med en kreditfaktura, som går till Netvisor och riktas där.',
        'doubt': 'Fakturan %(name)s skickas till Netvisor, eller så vet man inte ännu om den kom fram. Vänta tills den är skickad; om den kräver åtgärd, gör först vad fliken Netvisor säger. Ta sedan tillbaka den med en kreditfaktura.',
    },
}
lang = env.context.get('lang') or env.user.lang or 'en_US'
words = WORDS.get(lang[:2], WORDS['en'])
number = ' (%s)' % record.x_netvisor_number if record.x_netvisor_number else ''
names = {'name': record.display_name if record.name in (False, '/') else record.name, 'number': number}
if record.x_netvisor_key or record.x_netvisor_state in ('waiting', 'paying', 'sent'):
    raise UserError(words[verb] % names)
if record.x_netvisor_attempt or record.x_netvisor_state == 'sending':
    raise UserError(words['doubt'] % names)
if verb == 'change' and record.x_netvisor_request and record.x_netvisor_request != record.x_netvisor_served:
    # What was asked for an invoice that is a draft again is void.
    values = {'x_netvisor_request': False}
    if record.x_netvisor_state == 'queued':
        values['x_netvisor_state'] = False
    record.with_context(skip_is_manually_modified=True).write(values)
