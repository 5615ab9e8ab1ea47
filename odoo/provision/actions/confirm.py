# Send on confirm: writes the token that the button would. Runs after an invoice was posted, for companies that
# have it switched on; what is not ready is found by Silta and said on the invoice, so confirming never fails.
company = record.company_id
pin = (company.x_netvisor_pin or '').split(' ')[0]
original = pin and pin == env['ir.config_parameter'].get_param('database.uuid')
recent = not company.x_netvisor_since or not record.invoice_date or record.invoice_date >= company.x_netvisor_since
asked = record.x_netvisor_request and record.x_netvisor_request != record.x_netvisor_served
if original and recent and not asked and not record.x_netvisor_key and not record.x_netvisor_attempt:
    now = datetime.datetime.utcnow().strftime('%Y-%m-%d %H:%M:%S.%f')
    record.with_context(skip_is_manually_modified=True).write(
        {'x_netvisor_request': 'send ' + now, 'x_netvisor_state': 'queued'}
    )
