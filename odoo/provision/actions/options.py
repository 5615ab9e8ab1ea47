# Menu Netvisor: the company that one works in.
view = env.ref('__netvisor__.view_company_options', raise_if_not_found=False)
action = {
    'type': 'ir.actions.act_window',
    'name': 'Netvisor',
    'res_model': 'res.company',
    'res_id': env.company.id,
    'view_mode': 'form',
    'views': [(view.id if view else False, 'form')],
}
