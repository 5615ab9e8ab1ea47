# Opens the invoice in Netvisor. The button is there only where the company has said how its address is made.
if record and record.x_netvisor_url:
    action = {'type': 'ir.actions.act_url', 'url': record.x_netvisor_url, 'target': 'new'}
