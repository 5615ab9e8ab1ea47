/** What is wrong with a view's architecture, in Odoo's words; becomes a ValidationError. */
export class ViewError extends Error {
  override readonly name = 'ViewError';
}
