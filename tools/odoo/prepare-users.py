# Read by `odoo shell` when all modules are installed: the two users that the tests work as, and their keys.
import json
from datetime import datetime, timedelta

facts = json.loads(FACTS)  # noqa: F821  (put before this text by template.ts)
company = env.ref('base.main_company')  # noqa: F821
if company.chart_template != 'fi':
    env['account.chart.template'].try_loading('fi', company, install_demo=False)  # noqa: F821

admin = env.ref('base.user_admin')  # noqa: F821
admin.write({'login': facts['adminLogin'], 'email': 'admin@kuurabox.example', 'tz': 'Europe/Helsinki'})
admin.password = facts['adminPassword']

bot = env['res.users'].create({  # noqa: F821
    'name': 'Silta',
    'login': facts['botLogin'],
    'email': 'silta@kuurabox.example',
    'tz': 'Europe/Helsinki',
    'company_id': company.id,
    'company_ids': [(6, 0, [company.id])],
    'group_ids': [(6, 0, [
        env.ref(name).id  # noqa: F821
        for name in ('account.group_account_invoice', 'base.group_partner_manager', 'product.group_product_manager')
    ])],
})

keys = env['res.users.apikeys']  # noqa: F821
# The expiry is set anew at each start, since the prepared database may lie in the cache for months.
soon = datetime.now() + timedelta(days=80)
result = {
    'adminKey': keys.with_user(admin)._generate('rpc', 'tests', None),
    'botKey': keys.with_user(bot)._generate('rpc', 'tests', soon),
    'companyId': company.id,
    'chart': company.chart_template,
}
env['ir.qweb']._pregenerate_assets_bundles()  # noqa: F821
env.cr.commit()  # noqa: F821
print('PREPARED ' + json.dumps(result))
