# Silta's one server action: reads who this database is, and changes a record only if it is still as it was
# read. One call is one transaction. Two runs on one record are serialised by PostgreSQL (repeatable read):
# Odoo repeats the loser, which then meets the winner's values and is refused.
job = env.context.get('silta') or {}
database = env['ir.config_parameter'].sudo().get_param('database.uuid')
if not job.get('model'):
    action = {'done': False, 'why': 'identity', 'database': database}
elif job.get('database') != database:
    action = {'done': False, 'why': 'database', 'database': database}
elif job['model'] not in ('account.move', 'res.partner', 'product.product'):
    raise UserError('Silta changes invoices, partners and products only.')
elif [name for name in job['values'] if not name.startswith('x_netvisor_')]:
    raise UserError('Silta writes its own fields only.')
else:
    target = env[job['model']].browse(job['id']).exists()
    found = {}
    if target:
        for name in job['expect']:
            found[name] = target[name]
    if not target:
        action = {'done': False, 'why': 'gone', 'database': database}
    elif found != job['expect']:
        action = {'done': False, 'why': 'changed', 'found': found, 'database': database}
    elif job.get('clash') and target.search_count(job['clash'], limit=1):
        action = {'done': False, 'why': 'clash', 'database': database}
    else:
        target.write(job['values'])
        if job.get('note'):
            target.message_post(body=job['note'])
        action = {'done': True, 'database': database}
