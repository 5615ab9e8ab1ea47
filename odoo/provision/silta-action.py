# Silta's one server action: reads who this database is, and changes a record only if it is still as it was
# read. One call is one transaction. Two runs on one record are serialised by PostgreSQL (repeatable read):
# Odoo repeats the loser, which then meets the winner's values and is refused.
#
# Whoever runs it may read what it changes and no more: it writes past rights, and therefore only fields of Silta.
job = env.context.get('silta') or {}
database = env['ir.config_parameter'].sudo().get_param('database.uuid')
model = job.get('model')
# Of the company only what Silta tells about itself; what people decide there is theirs.
told = ['tested', 'tested_at', 'test_report', 'connection', 'connection_text', 'swept_at']
told += ['sent_count', 'attention_count']


def in_language(text, code):
    return text.get((code or '')[:2]) or text[job['language']]


def responsible_for(record):
    for person in (record.invoice_user_id, record.company_id.x_netvisor_responsible):
        if person and person.active and not person.share:
            try:
                if env[model].with_user(person).with_context(allowed_company_ids=record.company_id.ids).search_count([('id', '=', record.id)]):
                    return person
            except Exception:
                # Somebody who may not see the document is not told of it.
                continue
    return env['res.users']


def tell(record, values):
    person = responsible_for(record) if model == 'account.move' else env['res.users']
    code = person.lang if person else job['language']
    if job.get('message'):
        field = 'x_netvisor_connection_text' if model == 'res.company' else 'x_netvisor_message'
        for installed, name in env['res.lang'].get_installed():
            record.with_context(lang=installed).write({field: in_language(job['message'], installed)})
    if job.get('note'):
        record.message_post(body=in_language(job['note'], code))
    if model != 'account.move' or 'x_netvisor_state' not in values:
        return
    tasks = env['mail.activity'].sudo().search([('res_model', '=', model), ('res_id', '=', record.id), ('create_uid', '=', env.uid)])
    if not job.get('task') or not person:
        tasks.unlink()
        return
    text = in_language(job['message'], code).replace('&', '&amp;').replace('<', '&lt;').replace('\n', '<br/>')
    task = {'summary': in_language(job['task'], code), 'note': '<p>' + text + '</p>', 'user_id': person.id}
    if tasks:
        tasks[:1].write(task)
        tasks[1:].unlink()
    else:
        record.activity_schedule('mail.mail_activity_data_todo', **task)


def remember(record, before):
    after = [record.x_netvisor_state, record.x_netvisor_reason, record.x_netvisor_attempt]
    if after[:2] == before[:2]:
        return
    env['x_netvisor_link'].sudo().create({
        'x_name': record.name or str(record.id),
        'x_kind': 'event',
        'x_company_id': record.company_id.id,
        'x_model': model,
        'x_record': record.id,
        'x_move_id': record.id,
        'x_key': record.x_netvisor_key,
        'x_state': after[0],
        'x_reason': after[1],
        'x_detail': after[2],
        'x_at': datetime.datetime.now(),
    })


if not model:
    action = {'done': False, 'why': 'identity', 'database': database}
elif job.get('database') != database:
    action = {'done': False, 'why': 'database', 'database': database}
elif model not in ('account.move', 'res.partner', 'product.product', 'res.company'):
    raise UserError('Silta changes invoices, partners, products and companies only.')
elif [name for name in job['values'] if not name.startswith('x_netvisor_')]:
    raise UserError('Silta writes its own fields only.')
elif model == 'res.company' and [name for name in job['values'] if name[len('x_netvisor_'):] not in told]:
    raise UserError('Silta leaves to people what people decide on the company form.')
else:
    target = env[model].browse(job['ids'] if 'ids' in job else [job['id']]).exists()
    # Refused to whoever may not read it.
    target.read(['id'])
    record = target.sudo()
    found = {}
    if record:
        for name in job['expect']:
            found[name] = record[name]
    if not record:
        action = {'done': False, 'why': 'gone', 'database': database}
    elif found != job['expect']:
        action = {'done': False, 'why': 'changed', 'found': found, 'database': database}
    elif job.get('clash') and env[model].sudo().search_count(job['clash'], limit=1):
        action = {'done': False, 'why': 'clash', 'database': database}
    elif job.get('usedName') and env['x_netvisor_link'].sudo().search_count([('x_company_id', '=', record.company_id.id), ('x_model', '=', model), ('x_name', '=', job['usedName']), ('x_record', '!=', record.id), ('x_key', '!=', False)], limit=1):
        action = {'done': False, 'why': 'number-used', 'database': database}
    elif 'ids' in job:
        # Of many only those that are still the version that was read.
        record.filtered(lambda one: one.x_netvisor_mark == job['marks'][str(one.id)]).write(job['values'])
        action = {'done': True, 'database': database}
    else:
        before = [record.x_netvisor_state, record.x_netvisor_reason] if model == 'account.move' else []
        if job.get('serve'):
            job['values']['x_netvisor_served'] = record.x_netvisor_request
        record.write(job['values'])
        tell(record, job['values'])
        if model == 'account.move':
            remember(record, before)
        action = {'done': True, 'database': database}
